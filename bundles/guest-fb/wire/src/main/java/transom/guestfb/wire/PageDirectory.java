package transom.guestfb.wire;

import transom.xen.GuestPages;

/**
 * Finds the frames of a framebuffer: the shared page names directory pages, those name the frames. Nothing is read but
 * what {@link FramebufferLayout#pages} needs.
 */
public final class PageDirectory {

    private PageDirectory() {}

    /**
     * The frames of the directory pages, to be mapped by the caller.
     *
     * @throws ProtocolException if the shared page names too few of them for the framebuffer
     */
    public static long[] directories(GuestPages page, Abi abi, FramebufferLayout layout) {
        int pages = layout.pages();
        int needed = (pages + abi.framesPerDirectory() - 1) / abi.framesPerDirectory();
        if (needed > abi.directories()) {
            throw new ProtocolException("mem_length " + layout.memory() + " needs " + needed
                    + " page directories and there is room for " + abi.directories());
        }
        long[] frames = new long[needed];
        for (int i = 0; i < needed; i++) {
            long frame = abi.read(page, abi.directoryOffset() + i * abi.wordSize());
            if (frame == 0) {
                throw new ProtocolException("mem_length " + layout.memory() + " needs " + needed
                        + " page directories and pd[" + i + "] is 0");
            }
            frames[i] = frame;
        }
        return frames;
    }

    /**
     * The frames of the framebuffer.
     *
     * @param directoryPages the pages of {@link #directories}, one after the other
     */
    public static long[] frames(GuestPages directoryPages, Abi abi, FramebufferLayout layout) {
        long[] frames = new long[layout.pages()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = abi.read(directoryPages, i * abi.wordSize());
        }
        return frames;
    }
}
