package transom.itests.guestsim;

import java.nio.ByteBuffer;

/**
 * How many bits a pixel has in the shared memory, and what becomes of its color: XRGB8888, RGB888 (three bytes, blue
 * first), RGB565 and RGB332, as QEMU's xenfb.c reads them.
 */
enum PixelDepth {
    D8(8, 3, 3, 2),
    D16(16, 5, 6, 5),
    D24(24, 8, 8, 8),
    D32(32, 8, 8, 8);

    private final int bits;
    private final int red;
    private final int green;
    private final int blue;

    PixelDepth(int bits, int red, int green, int blue) {
        this.bits = bits;
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    static PixelDepth of(int bits) {
        for (PixelDepth depth : values()) {
            if (depth.bits == bits) {
                return depth;
            }
        }
        throw new IllegalArgumentException("depth " + bits + " must be 8, 16, 24 or 32");
    }

    int bytes() {
        return bits / 8;
    }

    /** Cuts a color down to the bits that there are. */
    int pack(int rgb) {
        return (rgb >> 16 & 0xff) >> 8 - red << green + blue
                | (rgb >> 8 & 0xff) >> 8 - green << blue
                | (rgb & 0xff) >> 8 - blue;
    }

    /** What a screen shows for it: each channel stretched to 0..255 by {@code round(c * 255 / max)}, as GL does. */
    int unpack(int pixel) {
        return stretch(pixel >> green + blue, red) << 16 | stretch(pixel >> blue, green) << 8 | stretch(pixel, blue);
    }

    private static int stretch(int value, int bits) {
        int max = (1 << bits) - 1;
        return ((value & max) * 255 * 2 + max) / (2 * max);
    }

    /** Writes a packed pixel, little-endian. */
    void write(ByteBuffer memory, int offset, int pixel) {
        switch (this) {
            case D8 -> memory.put(offset, (byte) pixel);
            case D16 -> memory.putShort(offset, (short) pixel);
            case D24 -> {
                memory.putShort(offset, (short) pixel);
                memory.put(offset + 2, (byte) (pixel >> 16));
            }
            default -> memory.putInt(offset, pixel);
        }
    }
}
