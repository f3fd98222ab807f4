package transom.lwjgl.window;

/** A rectangle on the screen, in pixels. */
record Box(int x, int y, int width, int height) {

    boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    /** What is in both. */
    Box intersect(Box other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        int right = Math.min(x + width, other.x + other.width);
        int bottom = Math.min(y + height, other.y + other.height);
        return new Box(left, top, right - left, bottom - top);
    }
}
