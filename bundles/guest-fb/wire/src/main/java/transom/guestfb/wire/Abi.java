package transom.guestfb.wire;

import java.util.Optional;
import transom.xen.GuestPages;

/** How a guest lays out its longs (xen/include/public/io/protocols.h); decides where frame numbers are. */
public enum Abi {
    X86_64("x86_64-abi", Fbif.PD_64, 8),
    X86_32("x86_32-abi", Fbif.PD_32, 4);

    /**
     * A frame number has at most 40 bits: x86's physical addresses have 52. A kernel that shifts a larger one would map
     * another frame.
     */
    private static final long FRAMES = 1L << 40;

    private static final int SHOWN = 32;

    private final String protocol;
    private final int directoryOffset;
    private final int wordSize;

    Abi(String protocol, int directoryOffset, int wordSize) {
        this.protocol = protocol;
        this.directoryOffset = directoryOffset;
        this.wordSize = wordSize;
    }

    /**
     * What the guest's {@code protocol} names. A guest that does not say has one directory only, so the 32 bits after a
     * 32 bit guest's first entry are zero; in a 64 bit guest they are its first entry (QEMU hw/display/xenfb.c,
     * {@code xenfb_map_fb}).
     */
    public static Abi of(Optional<String> untrustedProtocol, GuestPages page) {
        if (untrustedProtocol.isEmpty()) {
            return page.getInt(Fbif.PD_32 + 4) == 0 ? X86_32 : X86_64;
        }
        String untrusted = untrustedProtocol.get();
        for (Abi abi : values()) {
            if (abi.protocol.equals(untrusted)) {
                return abi;
            }
        }
        throw new ProtocolException("protocol '" + printable(untrusted) + "' must be x86_64-abi or x86_32-abi");
    }

    private static String printable(String untrusted) {
        String cut = untrusted.length() > SHOWN ? untrusted.substring(0, SHOWN) : untrusted;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** As the guest writes it into the store. */
    public String protocol() {
        return protocol;
    }

    /** Bytes of a frame number. */
    public int wordSize() {
        return wordSize;
    }

    /** Where in the shared page the directory begins. */
    public int directoryOffset() {
        return directoryOffset;
    }

    /** Entries of the shared page's directory that no ring lies upon: 246 MiB of a 64 bit guest, 988 of a 32 bit one. */
    public int directories() {
        return Math.min(Fbif.PD_ENTRIES, (Fbif.IN_RING - directoryOffset) / wordSize);
    }

    /** Frame numbers on a directory page. */
    public int framesPerDirectory() {
        return GuestPages.PAGE_SIZE / wordSize;
    }

    /** The frame number at this place, checked to be one. */
    long read(GuestPages pages, int offset) {
        long untrustedFrame = wordSize == 4 ? Integer.toUnsignedLong(pages.getInt(offset)) : pages.getLong(offset);
        if (Long.compareUnsigned(untrustedFrame, FRAMES) >= 0) {
            throw new ProtocolException(
                    "frame number 0x" + Long.toHexString(untrustedFrame) + " is no frame of a guest");
        }
        return untrustedFrame;
    }

    void write(GuestPages pages, int offset, long frame) {
        if (wordSize == 4) {
            pages.putInt(offset, (int) frame);
        } else {
            pages.putLong(offset, frame);
        }
    }
}
