package transom.gem.mem.internal.memfd;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.linux.Fd;
import transom.linux.Mapping;

/**
 * Pixels in a memfd, mapped for as long as the buffer lives.
 *
 * <p><b>Owner:</b> of the fd and the mapping.
 */
public final class MemfdBuffer extends Buffer {

    private static final String NAME = "picture";

    private final Fd fd;
    private final Mapping mapping;
    private final Consumer<MemfdBuffer> onFree;

    MemfdBuffer(
            int width, int height, int stride, Fourcc fourcc, Fd fd, Mapping mapping, Consumer<MemfdBuffer> onFree) {
        super(width, height, stride, Format.linear(fourcc));
        this.fd = fd;
        this.mapping = mapping;
        this.onFree = onFree;
    }

    /** Lends the memfd. */
    public int fd() {
        return fd.fd();
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return mapping.buffer();
    }

    /** Nothing to do: every processor sees these pages through its caches, and no device writes them. */
    @Override
    public void endCpuAccess() {}

    BufferInfo info() {
        return new BufferInfo(
                NAME,
                Optional.of(new BufferInfo.Picture(width(), height(), stride(), format())),
                mapping.length(),
                holders());
    }

    @Override
    protected void free() {
        onFree.accept(this);
        mapping.close();
        fd.close();
    }
}
