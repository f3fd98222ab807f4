package transom.present.egl.internal.window;

/**
 * Where a picture lies in a window: as large as it can be with its aspect kept, in the middle. Immutable; y counts from
 * the top.
 *
 * @param windowWidth in pixels
 * @param windowHeight in pixels
 * @param guestWidth in pixels of the guest's picture
 * @param guestHeight in pixels of the guest's picture
 * @param x of the picture in the window
 * @param y of the picture in the window
 * @param width of the picture in the window
 * @param height of the picture in the window
 */
public record Letterbox(
        int windowWidth, int windowHeight, int guestWidth, int guestHeight, int x, int y, int width, int height) {

    /** A picture in a window; all sizes are at least 1. */
    public static Letterbox of(int windowWidth, int windowHeight, int guestWidth, int guestHeight) {
        long byWidth = (long) windowWidth * guestHeight;
        long byHeight = (long) windowHeight * guestWidth;
        int width = windowWidth;
        int height = windowHeight;
        if (byWidth > byHeight) {
            width = scaled(byHeight, guestHeight);
        } else {
            height = scaled(byWidth, guestWidth);
        }
        int x = (windowWidth - width) / 2;
        int y = (windowHeight - height) / 2;
        return new Letterbox(windowWidth, windowHeight, guestWidth, guestHeight, x, y, width, height);
    }

    private static int scaled(long product, int divisor) {
        return (int) Math.max(1, (product + divisor / 2) / divisor);
    }

    /** Whether it is that of these sizes. */
    public boolean isOf(int inWindowWidth, int inWindowHeight, int ofGuestWidth, int ofGuestHeight) {
        return windowWidth == inWindowWidth
                && windowHeight == inWindowHeight
                && guestWidth == ofGuestWidth
                && guestHeight == ofGuestHeight;
    }

    /** Whether one of the guest's pixels is one of the window's. */
    public boolean isOneToOne() {
        return width == guestWidth && height == guestHeight;
    }

    /** Whether nothing of the window is left around the picture. */
    public boolean fills() {
        return width == windowWidth && height == windowHeight;
    }

    /** The guest's column under a place in the window; the nearest one for a place beside the picture. */
    public int guestX(double windowX) {
        return clamp((windowX - x) * guestWidth / width, guestWidth);
    }

    /** The guest's row under a place in the window; the nearest one for a place beside the picture. */
    public int guestY(double windowY) {
        return clamp((windowY - y) * guestHeight / height, guestHeight);
    }

    private static int clamp(double value, int size) {
        return (int) Math.max(0, Math.min(Math.floor(value), size - 1));
    }
}
