package transom.guestfb.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes packets of both ends. A packet is little-endian, from 0 to its limit. */
public final class VgaWriter {

    private VgaWriter() {}

    private static ByteBuffer packet(int type, int length) {
        return ByteBuffer.allocateDirect(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Vga.TYPE, type)
                .putInt(Vga.LENGTH, length);
    }

    /** The device model's first one. @param bytes of the framebuffer, a multiple of 4096 */
    public static ByteBuffer hello(int domain, int index, long bytes) {
        return packet(Vga.HELLO, Vga.HELLO_LENGTH)
                .putInt(Vga.HELLO_VERSION, Vga.VERSION)
                .putInt(Vga.HELLO_DOMAIN, domain)
                .putInt(Vga.HELLO_INDEX, index)
                .putLong(Vga.HELLO_BYTES, bytes);
    }

    /** The device model's: this is on the screen. */
    public static ByteBuffer scanout(int width, int height, int stride, int fourcc, long offset) {
        return packet(Vga.SCANOUT, Vga.SCANOUT_LENGTH)
                .putInt(Vga.SCANOUT_WIDTH, width)
                .putInt(Vga.SCANOUT_HEIGHT, height)
                .putInt(Vga.SCANOUT_STRIDE, stride)
                .putInt(Vga.SCANOUT_FOURCC, fourcc)
                .putLong(Vga.SCANOUT_OFFSET, offset);
    }

    /** The device model's: these pixels changed. */
    public static ByteBuffer damage(int x, int y, int width, int height) {
        return packet(Vga.DAMAGE, Vga.DAMAGE_LENGTH)
                .putInt(Vga.DAMAGE_X, x)
                .putInt(Vga.DAMAGE_Y, y)
                .putInt(Vga.DAMAGE_WIDTH, width)
                .putInt(Vga.DAMAGE_HEIGHT, height);
    }

    /** Transom's: the memory, with its descriptor. */
    public static ByteBuffer buffer(long bytes) {
        return packet(Vga.BUFFER, Vga.BUFFER_LENGTH).putLong(Vga.BUFFER_BYTES, bytes);
    }

    /** Transom's: say again what is on the screen. */
    public static ByteBuffer query() {
        return packet(Vga.QUERY, Vga.QUERY_LENGTH);
    }

    /** Transom's: there is no memory. What does not fit of the reason is left out. */
    public static ByteBuffer refused(String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, Vga.MAX_PACKET - Vga.HEADER);
        // not in the middle of a character: its further bytes begin with the bits 10
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
            length--;
        }
        return packet(Vga.REFUSED, Vga.HEADER + length).put(Vga.HEADER, text, 0, length);
    }
}
