package transom.lwjgl.window;

/** In pixels, both at least 1. */
public record Size(int width, int height) {

    /** The largest size of the same shape that is no larger than this one and than the other. */
    Size within(int mostWidth, int mostHeight) {
        if (width <= mostWidth && height <= mostHeight) {
            return this;
        }
        long byWidth = (long) mostWidth * height;
        long byHeight = (long) mostHeight * width;
        return byWidth > byHeight
                ? new Size(scaled(byHeight, height), mostHeight)
                : new Size(mostWidth, scaled(byWidth, width));
    }

    private static int scaled(long product, int divisor) {
        return (int) Math.max(1, (product + divisor / 2) / divisor);
    }
}
