package transom.present.egl.internal.gl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;
import transom.present.support.FakeBuffer;

/** Memory by an fd. Software GL maps what it imports, so that a memfd is as good as a dma-buf there. */
public final class MemfdDmaBuf extends DmaBuf {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Fd fd;
    private final Mapping mapping;
    private final ByteBuffer bytes;

    public MemfdDmaBuf(long size) {
        super("egl-test-" + COUNT.incrementAndGet() + "-end", size);
        fd = MemFd.create(name(), size, true);
        mapping = Mapping.shared(fd);
        bytes = mapping.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A buffer of memory of its own. */
    public static FakeBuffer buffer(int width, int height, int padding, int offset, Format format) {
        int stride = width * format.fourcc().bytesPerPixel() + padding;
        long bytes = offset + (long) stride * height;
        return new FakeBuffer(width, height, stride, format, new MemfdDmaBuf((bytes + 4095) & -4096), offset);
    }

    /** A linear one with the test pattern in it. */
    public static FakeBuffer pattern(int width, int height, int padding, int offset, Fourcc fourcc) {
        FakeBuffer buffer = buffer(width, height, padding, offset, Format.linear(fourcc));
        buffer.paint(0, 0, width, height, 0);
        return buffer;
    }

    /** Whether this process still has the memory open or mapped. */
    public static boolean isHeld(DmaBuf dmaBuf) throws IOException {
        if (Files.readString(Path.of("/proc/self/maps")).contains(dmaBuf.name())) {
            return true;
        }
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (target(file).contains(dmaBuf.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Override
    public int fd() {
        return fd.fd();
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return bytes;
    }

    @Override
    public void endCpuAccess() {}

    @Override
    protected void free() {
        mapping.close();
        fd.close();
    }

    /** Those that are still held. */
    public static List<String> held(List<DmaBuf> all) throws IOException {
        List<String> names = new java.util.ArrayList<>();
        for (DmaBuf each : all) {
            if (isHeld(each)) {
                names.add(each.name());
            }
        }
        return names;
    }
}
