package transom.present.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import transom.gem.Buffer;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.gem.Plane;

/** Pixels in this process's own memory. */
public final class FakeBuffer extends Buffer {

    private final ByteBuffer memory;
    private final List<Plane> planes;
    private final AtomicInteger access = new AtomicInteger();
    private volatile boolean freed;

    /** @param padding bytes after each row */
    public FakeBuffer(int width, int height, int padding, Fourcc fourcc) {
        this(width, height, width * fourcc.bytesPerPixel() + padding, fourcc, width, height);
    }

    /** A buffer whose memory is for another size than it says. */
    public FakeBuffer(int width, int height, int stride, Fourcc fourcc, int realWidth, int realHeight) {
        super(width, height, stride, Format.linear(fourcc));
        int bytes = (realHeight - 1) * stride + realWidth * fourcc.bytesPerPixel();
        this.memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.planes = List.of();
    }

    /** A buffer that a device can read. <b>Owner:</b> drops the memory when it is freed. */
    public FakeBuffer(int width, int height, int stride, Format format, DmaBuf dmaBuf, int offset) {
        super(width, height, stride, format);
        ByteBuffer all = dmaBuf.beginCpuAccess();
        this.memory = all.slice(offset, all.capacity() - offset).order(ByteOrder.LITTLE_ENDIAN);
        this.planes = List.of(new Plane(dmaBuf, offset, stride));
    }

    @Override
    public List<Plane> planes() {
        return planes;
    }

    /** A picture in which each pixel's bytes depend on its place, and every value of a byte comes up. */
    public static FakeBuffer pattern(int width, int height, int padding, Fourcc fourcc) {
        FakeBuffer buffer = new FakeBuffer(width, height, padding, fourcc);
        buffer.paint(0, 0, width, height, 0);
        return buffer;
    }

    /** Paints a box with the pattern of a seed. */
    public void paint(int x, int y, int width, int height, int seed) {
        int bytes = format().fourcc().bytesPerPixel();
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                for (int b = 0; b < bytes; b++) {
                    int value = column * (7 + 4 * b) + row * (13 - 6 * b) + seed * 101 + (column ^ row) * b;
                    memory.put(row * stride() + column * bytes + b, (byte) value);
                }
            }
        }
    }

    /** The color of a pixel. */
    public int rgb(int x, int y) {
        return Rgb.of(format().fourcc()).at(memory, y * stride(), x, width());
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        if (freed) {
            throw new IllegalStateException("read after free");
        }
        access.incrementAndGet();
        return memory;
    }

    @Override
    public void endCpuAccess() {
        access.decrementAndGet();
    }

    @Override
    protected void free() {
        freed = true;
        planes.forEach(plane -> plane.dmaBuf().drop());
    }

    /** Readers that have not ended their access. */
    public int readers() {
        return access.get();
    }

    public boolean isFreed() {
        return freed;
    }
}
