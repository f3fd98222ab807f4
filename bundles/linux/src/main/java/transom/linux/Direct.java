package transom.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct buffers: memory that a system call may read and write. */
public final class Direct {

    private Direct() {}

    /** Zeroed, in native byte order (little-endian). <b>Owner:</b> the garbage collector. */
    public static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Where the buffer's byte 0 is, whatever its position: for a pointer inside an ioctl's structure. Valid only while
     * the buffer is reachable, so hold on to it until the call has returned. Allocates a few bytes.
     */
    public static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(require(direct)));
    }

    static ByteBuffer require(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("a direct buffer is needed, not " + buffer);
        }
        return buffer;
    }
}
