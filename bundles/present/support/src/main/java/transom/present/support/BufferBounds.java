package transom.present.support;

import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.gem.Plane;

/** Holds a buffer's numbers against the memory that it lends, before native code reads there. */
public final class BufferBounds {

    private BufferBounds() {}

    /**
     * Checks that all pixels lie in the memory.
     *
     * @throws IllegalArgumentException if not, with the numbers
     */
    public static void check(Buffer buffer, ByteBuffer pixels) {
        check(buffer, 0, buffer.stride(), pixels.capacity());
    }

    /**
     * Checks that all pixels lie in the first plane's memory.
     *
     * @throws IllegalArgumentException if not, with the numbers
     */
    public static void checkPlane(Buffer buffer) {
        Plane plane = buffer.planes().get(0);
        check(buffer, plane.offset(), plane.stride(), plane.dmaBuf().size());
    }

    private static void check(Buffer buffer, long offset, int stride, long size) {
        long row = (long) buffer.width() * buffer.format().fourcc().bytesPerPixel();
        long needed = offset + (buffer.height() - 1L) * stride + row;
        if (buffer.width() <= 0 || buffer.height() <= 0 || offset < 0 || stride < row || needed > size) {
            throw new IllegalArgumentException("picture " + buffer.width() + "x" + buffer.height() + " stride " + stride
                    + (offset == 0 ? "" : " at " + offset) + " needs " + needed + " bytes, its memory has " + size);
        }
    }
}
