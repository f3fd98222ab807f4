package transom.itests.guestsim;

import transom.gem.Box;

/**
 * The pictures of {@code native/kms} (frame.h): every pixel follows from its place and the frame's number, and the first one
 * is that number. Exact with 32 bits a pixel: for {@code itests/framecheck}.
 */
final class NumberedItem implements Scene.Item {

    private final Box box;

    NumberedItem(Box box) {
        this.box = box;
    }

    @Override
    public Box box(long frame) {
        return box;
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        int f = (int) frame;
        canvas.shade(box, (x, y) -> x == 0 && y == 0 ? f & 0xffffff : color(x, y, f));
    }

    private static int color(int x, int y, int seed) {
        int red = x + 7 * seed & 0xff;
        int green = y + 13 * seed & 0xff;
        int blue = (x ^ y) + 37 * (x / 256) + 59 * (y / 256) + 29 * seed & 0xff;
        return red << 16 | green << 8 | blue;
    }
}
