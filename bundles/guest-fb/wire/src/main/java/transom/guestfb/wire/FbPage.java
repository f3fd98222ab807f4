package transom.guestfb.wire;

import transom.xen.GuestPages;

/** Sets up a framebuffer's shared page as a frontend does: the guest's side. */
public final class FbPage {

    private FbPage() {}

    /**
     * Writes the picture and the page directory, and empties both rings.
     *
     * @param directories frames of the pages that hold the framebuffer's frame numbers
     */
    public static void initialise(GuestPages page, FramebufferLayout layout, Abi abi, long[] directories) {
        if (directories.length > abi.directories()) {
            throw new IllegalArgumentException(directories.length + " page directories, at most " + abi.directories());
        }
        for (int i = 0; i < directories.length; i++) {
            abi.write(page, abi.directoryOffset() + i * abi.wordSize(), directories[i]);
        }
        page.putInt(Fbif.WIDTH, layout.width());
        page.putInt(Fbif.HEIGHT, layout.height());
        page.putInt(Fbif.LINE_LENGTH, layout.stride());
        page.putInt(Fbif.MEM_LENGTH, layout.memory());
        page.putByte(Fbif.DEPTH, layout.depth());
        page.putInt(Fbif.IN_CONS, 0);
        page.putInt(Fbif.IN_PROD, 0);
        page.putInt(Fbif.OUT_CONS, 0);
        page.putInt(Fbif.OUT_PROD, 0);
    }

    /** Writes the framebuffer's frame numbers into the directory pages. */
    public static void writeDirectories(GuestPages directoryPages, Abi abi, long[] frames) {
        for (int i = 0; i < frames.length; i++) {
            abi.write(directoryPages, i * abi.wordSize(), frames[i]);
        }
    }
}
