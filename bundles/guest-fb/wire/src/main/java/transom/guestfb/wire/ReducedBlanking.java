package transom.guestfb.wire;

/**
 * A display mode by VESA's Coordinated Video Timings, reduced blanking version 1 (VESA CVT 1.2, 3.4.2), but for the width,
 * which is not rounded to a multiple of 8, and the clock, which has steps of 10 kHz as in an EDID.
 *
 * @param width in pixels
 * @param height in lines
 * @param clock in units of 10 kHz
 * @param verticalBlank in lines
 * @param verticalSync in lines
 */
record ReducedBlanking(int width, int height, int clock, int verticalBlank, int verticalSync) {

    static final int HORIZONTAL_BLANK = 160;
    static final int HORIZONTAL_FRONT_PORCH = 48;
    static final int HORIZONTAL_SYNC = 32;
    static final int VERTICAL_FRONT_PORCH = 3;

    /** What a detailed timing has 16 bits for. */
    private static final int CLOCK_MAX = 0xffff;

    private static final int CLOCK_STEP = 10_000;
    private static final int CLOCK_MIN = 10_000_000;
    private static final int VERTICAL_BACK_PORCH_MIN = 6;
    private static final double BLANK_MIN = 460e-6;

    static ReducedBlanking of(int width, int height, int refresh) {
        double line = (1.0 / refresh - BLANK_MIN) / height;
        int sync = verticalSync(width, height);
        int blank = Math.max((int) (BLANK_MIN / line) + 1, VERTICAL_FRONT_PORCH + sync + VERTICAL_BACK_PORCH_MIN);
        // A small picture has a longer blank: readers take a slower clock for no timing.
        int total = Math.max(height + blank, CLOCK_MIN / (refresh * (width + HORIZONTAL_BLANK)) + 1);
        long pixels = (long) (width + HORIZONTAL_BLANK) * total;
        long clock = (pixels * refresh + CLOCK_STEP / 2) / CLOCK_STEP;
        return new ReducedBlanking(width, height, (int) Math.min(clock, CLOCK_MAX), total - height, sync);
    }

    /** The sync's length tells the aspect ratio (VESA CVT 1.2, table 3-2). */
    private static int verticalSync(int width, int height) {
        if (width * 3 == height * 4) {
            return 4;
        } else if (width * 9 == height * 16) {
            return 5;
        } else if (width * 10 == height * 16) {
            return 6;
        } else if (width * 4 == height * 5 || width * 9 == height * 15) {
            return 7;
        }
        return 10;
    }

    /** Lines in a second. */
    double lineRate() {
        return (double) clock * CLOCK_STEP / (width + HORIZONTAL_BLANK);
    }

    /** Pictures in a second. */
    double refreshRate() {
        return lineRate() / (height + verticalBlank);
    }
}
