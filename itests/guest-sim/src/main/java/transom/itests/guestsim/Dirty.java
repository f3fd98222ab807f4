package transom.itests.guestsim;

/** One rectangle that waits to be told; xen-fbfront has no more either. */
final class Dirty {

    private int left;
    private int top;
    private int right;
    private int bottom;

    Dirty() {
        clear();
    }

    void clear() {
        left = Integer.MAX_VALUE;
        top = Integer.MAX_VALUE;
        right = 0;
        bottom = 0;
    }

    void add(int x, int y, int width, int height) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + width);
        bottom = Math.max(bottom, y + height);
    }

    boolean isEmpty() {
        return left >= right || top >= bottom;
    }

    int x() {
        return left;
    }

    int y() {
        return top;
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }
}
