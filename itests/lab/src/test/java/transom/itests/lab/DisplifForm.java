package transom.itests.lab;

import java.util.List;

/**
 * How much is done: all of it, or as little as shows the same.
 *
 * @param loads one for each size
 * @param destroys guests that are destroyed while they flip
 */
record DisplifForm(List<Load> loads, int destroys) {

    /** Page flips between two looks at the window and the monitor. */
    static final int BETWEEN_LOOKS = 20;

    private static final DisplifForm FULL =
            new DisplifForm(List.of(new Load(640, 480, 600), new Load(1024, 768, 100), new Load(1920, 1080, 20)), 20);

    private static final DisplifForm QUICK =
            new DisplifForm(List.of(new Load(640, 480, 40), new Load(1024, 768, 10), new Load(1920, 1080, 3)), 2);

    /** So many page flips of this size. */
    record Load(int width, int height, int flips) {

        String size() {
            return width + "x" + height;
        }
    }

    /** What {@code ./transom lab test} was asked for. */
    static DisplifForm wanted() {
        return System.getProperty("transom.displif.form").equals("full") ? FULL : QUICK;
    }
}
