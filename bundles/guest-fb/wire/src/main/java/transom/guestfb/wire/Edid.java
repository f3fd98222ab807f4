package transom.guestfb.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a monitor says about itself: one block of VESA's Enhanced Extended Display Identification Data, release A2
 * (EDID 1.4), with one mode. Offsets are those of its table 3-1.
 */
public final class Edid {

    /** Most pixels of a side: a detailed timing has 12 bits. */
    public static final int SIDE_MAX = 4095;

    private static final int REFRESH_MIN = 24;
    /** Most pictures in a second. */
    public static final int REFRESH_MAX = 240;

    private static final int NAME_MAX = 13;
    private static final int YEAR = 2026;

    /** Three letters of five bits each. */
    private static final int MANUFACTURER = ('T' - '@') << 10 | ('S' - '@') << 5 | 'M' - '@';

    /** Red, green, blue and white of sRGB (IEC 61966-2-1) in ten bits each. */
    private static final int[] SRGB = {0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54};

    private static final int DESCRIPTOR_SIZE = 18;
    private static final int TIMING = 54;
    private static final int NAME = 72;
    private static final int RANGE_LIMITS = 90;
    private static final int UNUSED = 108;
    private static final int CHECKSUM = 127;

    private static final int TAG_UNUSED = 0x10;
    private static final int TAG_NAME = 0xfc;
    private static final int TAG_RANGE_LIMITS = 0xfd;

    private final byte[] block = new byte[Displif.EDID_BLOCK_SIZE];

    private Edid() {}

    /**
     * A monitor of 96 dots per inch. Where a detailed timing's clock cannot reach the refresh rate (655.35 MHz), it says
     * the rate that it can.
     *
     * @param width in pixels, 1..{@link #SIDE_MAX}
     * @param height in pixels, 1..{@link #SIDE_MAX}
     * @param refresh pictures in a second, 24..240
     * @param name up to 13 characters of ASCII, as people see it
     * @param serial tells monitors of the same name apart
     */
    public static Edid of(int width, int height, int refresh, String name, int serial) {
        check(width, 1, SIDE_MAX, "width");
        check(height, 1, SIDE_MAX, "height");
        check(refresh, REFRESH_MIN, REFRESH_MAX, "refresh");
        if (!name.matches("[\\x20-\\x7e]{1," + NAME_MAX + "}")) {
            throw new IllegalArgumentException("name '" + name + "' must have 1.." + NAME_MAX + " characters of ASCII");
        }
        Edid edid = new Edid();
        ReducedBlanking timing = ReducedBlanking.of(width, height, refresh);
        edid.putIdentity(serial);
        edid.putDisplay(width, height);
        edid.putTiming(timing);
        edid.putDescriptor(NAME, TAG_NAME, text(name));
        edid.putRangeLimits(timing);
        edid.putDescriptor(UNUSED, TAG_UNUSED, new byte[NAME_MAX]);
        edid.putChecksum();
        return edid;
    }

    private static void check(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " " + value + " must be " + min + ".." + max);
        }
    }

    private void put(int offset, int... values) {
        for (int i = 0; i < values.length; i++) {
            block[offset + i] = (byte) values[i];
        }
    }

    private void putIdentity(int serial) {
        put(0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0);
        put(8, MANUFACTURER >> 8, MANUFACTURER, 1, 0, serial, serial >> 8, serial >> 16, serial >> 24);
        // Week 0xff: the year is the model's.
        put(16, 0xff, YEAR - 1990, 1, 4);
    }

    private void putDisplay(int width, int height) {
        // Digital, 8 bits a color, no particular connector; gamma 2.2; sRGB, and the first timing is the native one.
        put(20, 0xa0, centimetres(width), centimetres(height), 120, 0x06);
        put(25, SRGB);
        // No established timings; a standard timing that is none is 1, 1.
        Arrays.fill(block, 38, TIMING, (byte) 1);
    }

    private static int millimetres(int pixels) {
        return Math.max(1, (pixels * 254 + 480) / 960);
    }

    private static int centimetres(int pixels) {
        return Math.max(1, (millimetres(pixels) + 5) / 10);
    }

    private void putTiming(ReducedBlanking timing) {
        int width = timing.width();
        int height = timing.height();
        int hBlank = ReducedBlanking.HORIZONTAL_BLANK;
        int vBlank = timing.verticalBlank();
        put(TIMING, timing.clock(), timing.clock() >> 8);
        put(TIMING + 2, width, hBlank, width >> 8 << 4 | hBlank >> 8);
        put(TIMING + 5, height, vBlank, height >> 8 << 4 | vBlank >> 8);
        // The porches and syncs have no high bits.
        put(TIMING + 8, ReducedBlanking.HORIZONTAL_FRONT_PORCH, ReducedBlanking.HORIZONTAL_SYNC);
        put(TIMING + 10, ReducedBlanking.VERTICAL_FRONT_PORCH << 4 | timing.verticalSync(), 0);
        int mmWidth = millimetres(width);
        int mmHeight = millimetres(height);
        put(TIMING + 12, mmWidth, mmHeight, mmWidth >> 8 << 4 | mmHeight >> 8);
        // Digital separate sync, horizontal positive, vertical negative: that is how CVT tells reduced blanking.
        put(TIMING + 17, 0x1a);
    }

    private static byte[] text(String name) {
        byte[] text = new byte[NAME_MAX];
        Arrays.fill(text, (byte) ' ');
        if (name.length() < NAME_MAX) {
            text[name.length()] = '\n';
        }
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, text, 0, name.length());
        return text;
    }

    private void putDescriptor(int offset, int tag, byte[] data) {
        put(offset, 0, 0, 0, tag, 0);
        System.arraycopy(data, 0, block, offset + DESCRIPTOR_SIZE - NAME_MAX, NAME_MAX);
    }

    /** Rates that have no room in the descriptor leave it out: only a monitor of any rate must have it. */
    private void putRangeLimits(ReducedBlanking timing) {
        int minRefresh = (int) Math.floor(timing.refreshRate());
        int maxRefresh = (int) Math.ceil(timing.refreshRate());
        int minLines = (int) Math.floor(timing.lineRate() / 1000);
        int maxLines = (int) Math.ceil(timing.lineRate() / 1000);
        if (minRefresh < 1 || maxRefresh > 255 || minLines < 1 || maxLines > 255) {
            putDescriptor(RANGE_LIMITS, TAG_UNUSED, new byte[NAME_MAX]);
            return;
        }
        byte[] limits = text(" ");
        byte[] rates = {
            (byte) minRefresh,
            (byte) maxRefresh,
            (byte) minLines,
            (byte) maxLines,
            (byte) ((timing.clock() + 999) / 1000),
            1,
            '\n'
        };
        System.arraycopy(rates, 0, limits, 0, rates.length);
        putDescriptor(RANGE_LIMITS, TAG_RANGE_LIMITS, limits);
    }

    private void putChecksum() {
        int sum = 0;
        for (byte b : block) {
            sum += b;
        }
        block[CHECKSUM] = (byte) -sum;
    }

    /** A copy of its 128 bytes. */
    public byte[] toByteArray() {
        return block.clone();
    }
}
