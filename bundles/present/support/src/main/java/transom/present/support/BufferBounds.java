package transom.present.support;

import java.nio.ByteBuffer;
import transom.gem.Buffer;

/** Holds a buffer's numbers against the memory that it lends, before native code reads there. */
public final class BufferBounds {

    private BufferBounds() {}

    /**
     * Checks that all pixels lie in the memory.
     *
     * @throws IllegalArgumentException if not, with the numbers
     */
    public static void check(Buffer buffer, ByteBuffer pixels) {
        long row = (long) buffer.width() * buffer.format().fourcc().bytesPerPixel();
        long needed = (buffer.height() - 1L) * buffer.stride() + row;
        if (buffer.width() <= 0 || buffer.height() <= 0 || buffer.stride() < row || needed > pixels.capacity()) {
            throw new IllegalArgumentException("picture " + buffer.width() + "x" + buffer.height() + " stride "
                    + buffer.stride() + " needs " + needed + " bytes, its memory has " + pixels.capacity());
        }
    }
}
