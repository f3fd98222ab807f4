package transom.guestfb.wire;

import java.nio.ByteBuffer;

/**
 * What a device model tells of its VGA. Every value is unchecked: it may be the guest's.
 *
 * <p>Called once for each packet; nothing of it is valid beyond the call.
 */
public interface VgaEvents {

    /** The first packet. @param untrustedBytes of the framebuffer that it asks for; negative above 2^63 */
    void hello(int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes);

    /** This is on the screen. Sizes in pixels, stride and offset in bytes, all unsigned. */
    void scanout(
            int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedFourcc, long untrustedOffset);

    /** Nothing is on the screen. */
    void dark();

    /** Pixels of this rectangle changed; all unsigned. */
    void damage(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight);

    /**
     * Hands over one packet.
     *
     * @param packet little-endian, from 0 to its limit; a packet that is too long is given with one byte more than
     *     {@link Vga#MAX_PACKET}
     * @throws ProtocolException if it is none
     */
    static void read(ByteBuffer packet, VgaEvents to) {
        int length = packet.limit();
        if (length < Vga.HEADER || length > Vga.MAX_PACKET) {
            throw new ProtocolException(
                    "a packet has " + (length > Vga.MAX_PACKET ? "more than " + Vga.MAX_PACKET : length) + " bytes; "
                            + Vga.HEADER + " to " + Vga.MAX_PACKET + " are possible");
        }
        int untrustedType = packet.getInt(Vga.TYPE);
        requireLength(untrustedType, Integer.toUnsignedLong(packet.getInt(Vga.LENGTH)), length);
        switch (untrustedType) {
            case Vga.HELLO -> {
                requireLength(untrustedType, length, Vga.HELLO_LENGTH);
                readHello(packet, to);
            }
            case Vga.SCANOUT -> {
                requireLength(untrustedType, length, Vga.SCANOUT_LENGTH);
                readScanout(packet, to);
            }
            case Vga.DAMAGE -> {
                requireLength(untrustedType, length, Vga.DAMAGE_LENGTH);
                to.damage(
                        packet.getInt(Vga.DAMAGE_X),
                        packet.getInt(Vga.DAMAGE_Y),
                        packet.getInt(Vga.DAMAGE_WIDTH),
                        packet.getInt(Vga.DAMAGE_HEIGHT));
            }
            default ->
                throw new ProtocolException("a packet's type is " + Integer.toUnsignedString(untrustedType)
                        + "; a device model sends 1 (HELLO), 3 (SCANOUT) and 4 (DAMAGE)");
        }
    }

    private static void requireLength(int untrustedType, long length, int needed) {
        if (length != needed) {
            throw new ProtocolException("a packet of type " + Integer.toUnsignedString(untrustedType) + " says "
                    + length + " bytes where " + needed + " are right");
        }
    }

    private static void readHello(ByteBuffer packet, VgaEvents to) {
        int untrustedPad = packet.getInt(Vga.HELLO_PAD);
        if (untrustedPad != 0) {
            throw new ProtocolException("HELLO has 0x" + Integer.toHexString(untrustedPad) + " where 0 must be");
        }
        to.hello(
                packet.getInt(Vga.HELLO_VERSION),
                packet.getInt(Vga.HELLO_DOMAIN),
                packet.getInt(Vga.HELLO_INDEX),
                packet.getLong(Vga.HELLO_BYTES));
    }

    private static void readScanout(ByteBuffer packet, VgaEvents to) {
        int untrustedWidth = packet.getInt(Vga.SCANOUT_WIDTH);
        int untrustedHeight = packet.getInt(Vga.SCANOUT_HEIGHT);
        int untrustedStride = packet.getInt(Vga.SCANOUT_STRIDE);
        int untrustedFourcc = packet.getInt(Vga.SCANOUT_FOURCC);
        long untrustedOffset = packet.getLong(Vga.SCANOUT_OFFSET);
        boolean dark = (untrustedWidth | untrustedHeight | untrustedStride | untrustedFourcc) == 0;
        if (dark && untrustedOffset == 0) {
            to.dark();
        } else {
            to.scanout(untrustedWidth, untrustedHeight, untrustedStride, untrustedFourcc, untrustedOffset);
        }
    }
}
