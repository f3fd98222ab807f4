package transom.itests.testcard.internal.card;

import java.nio.ByteBuffer;
import java.util.List;
import transom.gem.Buffer;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.gem.Plane;

/** A linear picture in a dma-buf, from its first byte on. <b>Owner:</b> drops the memory with it. */
final class CardBuffer extends Buffer {

    private static final int PAGE = 4096;

    private final DmaBuf memory;
    private final List<Plane> planes;

    CardBuffer(int width, int height, Fourcc fourcc, DmaBuf memory) {
        super(width, height, width * fourcc.bytesPerPixel(), Format.linear(fourcc));
        this.memory = memory;
        this.planes = List.of(new Plane(memory, 0, stride()));
    }

    /** Whole pages for a picture. */
    static long bytes(int width, int height, Fourcc fourcc) {
        return ((long) width * height * fourcc.bytesPerPixel() + PAGE - 1) & -PAGE;
    }

    @Override
    public List<Plane> planes() {
        return planes;
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return memory.beginCpuAccess();
    }

    @Override
    public void endCpuAccess() {
        memory.endCpuAccess();
    }

    /** Every value of a byte comes up, and each pixel's bytes depend on its place and on the seed. */
    void draw(int seed) {
        int bytes = format().fourcc().bytesPerPixel();
        ByteBuffer pixels = beginCpuAccess();
        try {
            for (int y = 0; y < height(); y++) {
                for (int x = 0; x < width(); x++) {
                    for (int b = 0; b < bytes; b++) {
                        int value = x * (7 + 4 * b) + y * (13 - 6 * b) + seed * 101 + (x ^ y) * b;
                        pixels.put(y * stride() + x * bytes + b, (byte) value);
                    }
                }
            }
        } finally {
            endCpuAccess();
        }
    }

    @Override
    protected void free() {
        memory.drop();
    }
}
