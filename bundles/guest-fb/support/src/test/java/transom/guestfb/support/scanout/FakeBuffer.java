package transom.guestfb.support.scanout;

import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.gem.Format;
import transom.gem.Fourcc;

/** Pixels of nobody. */
public final class FakeBuffer extends Buffer {

    /** Whether it was given back. */
    public volatile boolean freed;

    public FakeBuffer(int width, int height) {
        super(width, height, width * 4, Format.linear(Fourcc.XRGB8888));
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        throw new IllegalStateException("there are no pixels");
    }

    @Override
    public void endCpuAccess() {}

    @Override
    protected void free() {
        freed = true;
    }
}
