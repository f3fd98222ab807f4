package transom.gem;

/**
 * A rectangle of pixels: {@code x}, {@code y} of its top left corner, {@code width} and {@code height}, all in pixels.
 *
 * <p>Nothing is assumed of the values: a box may lie outside a buffer or be empty until it has been
 * {@linkplain #intersect intersected} with one. The arithmetic does not overflow.
 */
public record Box(int x, int y, int width, int height) {

    /** The box with no pixel. */
    public static final Box NONE = new Box(0, 0, 0, 0);

    /** All pixels of a picture of this size. */
    public static Box full(int width, int height) {
        return new Box(0, 0, width, height);
    }

    /** Whether there is no pixel in it. */
    public boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    /** The number of pixels, 0 for an empty box. */
    public long area() {
        return isEmpty() ? 0 : (long) width * height;
    }

    /** The pixels that are in both boxes. */
    public Box intersect(Box other) {
        long left = Math.max(x, other.x);
        long top = Math.max(y, other.y);
        long right = Math.min((long) x + width, (long) other.x + other.width);
        long bottom = Math.min((long) y + height, (long) other.y + other.height);
        return right <= left || bottom <= top
                ? NONE
                : new Box((int) left, (int) top, (int) (right - left), (int) (bottom - top));
    }
}
