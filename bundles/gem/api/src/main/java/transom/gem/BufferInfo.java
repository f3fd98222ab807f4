package transom.gem;

import java.util.Optional;

/**
 * What people are told about a buffer.
 *
 * @param name whom it was made for, e.g. {@code vdispl/3/0/dbuf/1c0}
 * @param picture what is in it, empty while nobody has said
 * @param bytes of memory that it takes
 * @param holders its producer and everybody who has locked it
 */
public record BufferInfo(String name, Optional<Picture> picture, long bytes, int holders) {

    /**
     * A picture's shape.
     *
     * @param stride bytes from one row to the next
     */
    public record Picture(int width, int height, int stride, Format format) {}
}
