package transom.itests.guestsim;

import transom.gem.Box;

/** A picture in private memory: 24 bits of red, green and blue in an int, drawn inside of a clip. */
final class Canvas {

    private final int width;
    private final int height;
    private final int[] pixels;
    private Box clip;

    /** Pixels of a color of their own. */
    @FunctionalInterface
    interface Shader {
        int rgb(int x, int y);
    }

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        this.clip = Box.full(width, height);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Box all() {
        return Box.full(width, height);
    }

    /** From now on only pixels in this box change. */
    void clip(Box box) {
        clip = box.intersect(all());
    }

    int get(int x, int y) {
        return pixels[y * width + x];
    }

    /** Draws every pixel of the box by itself. */
    void shade(Box box, Shader shader) {
        Box drawn = box.intersect(clip);
        for (int y = drawn.y(); y < drawn.y() + drawn.height(); y++) {
            for (int x = drawn.x(); x < drawn.x() + drawn.width(); x++) {
                pixels[y * width + x] = shader.rgb(x, y);
            }
        }
    }

    void fill(Box box, int rgb) {
        shade(box, (x, y) -> rgb);
    }

    /** Puts a color over what is there; alpha 0..255. */
    static int over(int below, int rgb, int alpha) {
        int part = alpha + (alpha >> 7);
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int b = below >> shift & 0xff;
            int c = rgb >> shift & 0xff;
            mixed |= b + ((c - b) * part >> 8) << shift;
        }
        return mixed;
    }

    /** Copies a box of another picture of the same size. */
    void copy(Canvas from, Box box) {
        Box drawn = box.intersect(clip);
        for (int y = drawn.y(); y < drawn.y() + drawn.height(); y++) {
            int start = y * width + drawn.x();
            System.arraycopy(from.pixels, start, pixels, start, drawn.width());
        }
    }

    static Box around(int cx, int cy, int radius) {
        return new Box(cx - radius, cy - radius, 2 * radius + 1, 2 * radius + 1);
    }

    /** A line with round ends, all of which lies in {@code within}. */
    void line(Box within, int x0, int y0, int x1, int y1, int thickness, int rgb) {
        long dx = x1 - x0;
        long dy = y1 - y0;
        long length = Math.max(1, dx * dx + dy * dy);
        shade(within, (x, y) -> {
            long along = Math.max(0, Math.min(length, (x - x0) * dx + (y - y0) * dy));
            long offX = (x - x0) * 256L - along * 256 * dx / length;
            long offY = (y - y0) * 256L - along * 256 * dy / length;
            long away = offX * offX + offY * offY;
            long half = thickness * 128L;
            long alpha = (half * half - away) * 255 / (half * 256 + 1) + 128;
            return over(get(x, y), rgb, (int) Math.max(0, Math.min(255, alpha)));
        });
    }

    /** Text whose top left corner is at {@code x}, {@code y}; a dot of the font has {@code scale} pixels a side. */
    void text(String text, int x, int y, int scale, int rgb) {
        for (int i = 0; i < text.length(); i++) {
            int left = x + i * Font.ADVANCE * scale;
            long glyph = Font.glyph(text.charAt(i));
            shade(
                    new Box(left, y, Font.WIDTH * scale, Font.HEIGHT * scale),
                    (px, py) -> Font.isSet(glyph, (px - left) / scale, (py - y) / scale) ? rgb : get(px, py));
        }
    }

    /** The box of a text. */
    static Box textBox(String text, int x, int y, int scale) {
        return new Box(x, y, text.length() * Font.ADVANCE * scale, Font.HEIGHT * scale);
    }
}
