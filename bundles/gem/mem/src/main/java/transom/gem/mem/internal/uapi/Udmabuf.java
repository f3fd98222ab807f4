package transom.gem.mem.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** /dev/udmabuf (linux/include/uapi/linux/udmabuf.h). */
public final class Udmabuf {

    public static final String PATH = "/dev/udmabuf";

    /** {@code UDMABUF_CREATE}: returns the dma-buf's fd. */
    public static final long CREATE = 0x40187542L;

    /** {@code UDMABUF_FLAGS_CLOEXEC}. */
    public static final int FLAGS_CLOEXEC = 1;

    /** {@code struct udmabuf_create}. */
    public static final int CREATE_SIZE = 24;

    public static final int CREATE_MEMFD = 0;
    public static final int CREATE_FLAGS = 4;
    public static final int CREATE_OFFSET = 8;
    public static final int CREATE_BYTES = 16;

    private Udmabuf() {}

    /** The argument that makes a dma-buf of a memfd's first bytes. */
    public static ByteBuffer create(int memfd, long bytes) {
        return Direct.allocate(CREATE_SIZE)
                .putInt(CREATE_MEMFD, memfd)
                .putInt(CREATE_FLAGS, FLAGS_CLOEXEC)
                .putLong(CREATE_BYTES, bytes);
    }
}
