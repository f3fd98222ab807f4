package transom.itests.guestsim;

import transom.gem.Box;

/** A small picture with a soft rim, made once and drawn often: 8 bits each of alpha, red, green, blue. */
final class Sprite {

    private final int width;
    private final int height;
    private final int[] argb;

    /** @param pixels color and, in the highest bits, alpha at each place */
    Sprite(int width, int height, Canvas.Shader pixels) {
        this.width = width;
        this.height = height;
        this.argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = pixels.rgb(i % width, i / width);
        }
    }

    /** A sphere lit from above left. */
    static Sprite sphere(int radius, int rgb) {
        int side = 2 * radius + 1;
        int area = radius * radius + 1;
        return new Sprite(side, side, (x, y) -> {
            int far = square(x - radius) + square(y - radius);
            int light = square(x - radius * 2 / 3) + square(y - radius * 2 / 3);
            int white = Math.max(0, 220 - 420 * light / area);
            int dark = Math.max(0, Math.min(150, 150 * far / area - 20));
            return rim(far, radius) << 24 | Canvas.over(Canvas.over(rgb, 0xffffff, white), 0, dark);
        });
    }

    /** How much of a pixel a disc covers, 0..255. */
    static int rim(int far, int radius) {
        return Math.max(0, Math.min(255, (radius * radius - far) * 255 / (2 * radius + 1)));
    }

    static int square(int n) {
        return n * n;
    }

    void draw(Canvas canvas, int left, int top) {
        canvas.shade(new Box(left, top, width, height), (x, y) -> {
            int pixel = argb[(y - top) * width + x - left];
            return Canvas.over(canvas.get(x, y), pixel & 0xffffff, pixel >>> 24);
        });
    }
}
