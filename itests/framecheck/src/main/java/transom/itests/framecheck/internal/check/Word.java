package transom.itests.framecheck.internal.check;

import transom.gem.Fourcc;

/**
 * How a format writes a color, as {@code native/kms/frame.h} has it: fewer bits keep the upper ones, alpha bits are all 1,
 * X bits 0.
 */
enum Word {
    XR24(32, 0),
    AR24(32, 0xff000000),
    RG24(24, 0),
    RG16(16, 0) {
        @Override
        int of(int x, int color) {
            return pack(color, 5, 6, 5);
        }
    },
    XR12(16, 0) {
        @Override
        int of(int x, int color) {
            return pack(color, 4, 4, 4);
        }
    },
    AR12(16, 0xf000) {
        @Override
        int of(int x, int color) {
            return pack(color, 4, 4, 4) | alpha();
        }
    },
    XR15(16, 0) {
        @Override
        int of(int x, int color) {
            return pack(color, 5, 5, 5);
        }
    },
    AR15(16, 0x8000) {
        @Override
        int of(int x, int color) {
            return pack(color, 5, 5, 5) | alpha();
        }
    },
    /** The lower byte is green; the upper one blue where x is even, red where it is odd. */
    YUYV(16, 0) {
        @Override
        int of(int x, int color) {
            return (x & 1) == 0 ? (color & 0xff) << 8 | color >> 8 & 0xff : color >> 8 & 0xffff;
        }
    };

    private final int bits;
    private final int alpha;

    Word(int bits, int alpha) {
        this.bits = bits;
        this.alpha = alpha;
    }

    /** Null if the guest's program knows no such format. */
    static Word of(Fourcc fourcc) {
        for (Word word : values()) {
            if (word.name().equals(fourcc.toString())) {
                return word;
            }
        }
        return null;
    }

    int bytes() {
        return bits / 8;
    }

    int alpha() {
        return alpha;
    }

    /** The bits that a word has. */
    int mask() {
        return -1 >>> 32 - bits;
    }

    /** The word of a color (8 bits of red, green, blue each) in column x. */
    int of(int x, int color) {
        return color | alpha;
    }

    static int pack(int color, int red, int green, int blue) {
        return (color >> 16 & 0xff) >> 8 - red << green + blue
                | (color >> 8 & 0xff) >> 8 - green << blue
                | (color & 0xff) >> 8 - blue;
    }
}
