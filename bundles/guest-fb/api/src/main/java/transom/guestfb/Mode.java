package transom.guestfb;

import transom.gem.Fourcc;

/** Size in pixels and pixel format of a picture. */
public record Mode(int width, int height, Fourcc fourcc) {

    @Override
    public String toString() {
        return width + "x" + height + " " + fourcc;
    }
}
