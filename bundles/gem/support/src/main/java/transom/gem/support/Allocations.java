package transom.gem.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.gem.GemPages;
import transom.keep.Keep;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Posix;

/**
 * An allocator over a {@link Source}.
 *
 * <p>At a buffer's end it goes out of the keep, is unmapped, its fd is closed, and then the device's handle: never the
 * other way, or another could find in the keep what is gone already.
 *
 * <p><b>Thread:</b> any.
 */
public final class Allocations implements Allocator {

    /** Pixels of a side: what GPUs of today take for a texture, and 1 GiB at four bytes a pixel. */
    static final int MAX_SIDE = 16384;

    /** Bytes of one buffer, at most: {@link #MAX_SIDE} squared at four bytes a pixel. */
    public static final long MAX_BYTES = 1L << 30;

    /** Bytes that a row's length is a multiple of: what i915 and dumb buffers align to, so that routes are alike. */
    static final int STRIDE_ALIGNMENT = 64;

    /** Bytes of a page on x86-64. */
    public static final int PAGE = 4096;

    static final int MAX_KEEP_NAME = 200;

    private static final String UNNAMED = "picture";

    private final Source source;
    private final Keep keep;
    private final Set<MemoryDmaBuf> live = new LinkedHashSet<>();
    private final Map<String, Named> named = new HashMap<>();

    private record Named(MemoryDmaBuf memory, KeptName kept) {}

    public Allocations(Source source, Keep keep) {
        this.source = source;
        this.keep = keep;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Buffer allocate(int width, int height, Fourcc fourcc) {
        if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a buffer of " + width + "x" + height + " pixels: each side must be 1 to " + MAX_SIDE);
        }
        int stride = (int) align((long) width * fourcc.bytesPerPixel(), STRIDE_ALIGNMENT);
        Memory memory = make(width + "x" + height + "-" + fourcc, align((long) stride * height, PAGE));
        MemoryDmaBuf pixels = new MemoryDmaBuf(UNNAMED, memory, this::forget);
        synchronized (live) {
            live.add(pixels);
        }
        return new Picture(width, height, stride, Format.linear(fourcc), pixels, source.makesDmaBufs());
    }

    private void forget(MemoryDmaBuf freed) {
        synchronized (live) {
            live.remove(freed);
        }
    }

    private Memory make(String label, long bytes) {
        try {
            return source.make(label, bytes);
        } catch (ErrnoException e) {
            throw new IllegalStateException(
                    source.name() + " has no memory of " + bytes + " bytes for " + label + ": " + e.getMessage(), e);
        }
    }

    @Override
    public DmaBuf allocate(long bytes, String keepName) {
        if (bytes < PAGE || bytes > MAX_BYTES || bytes % PAGE != 0) {
            throw new IllegalArgumentException(bytes + " bytes for '" + keepName + "' must be a multiple of " + PAGE
                    + ", and at most " + MAX_BYTES);
        }
        checkName(keepName);
        synchronized (live) {
            forgetDropped(keepName);
            Memory memory = make(keepName, bytes);
            try {
                KeptName kept = KeptName.owned(source.name(), bytes);
                kept.put(keep, keepName, memory.fd());
                return added(keepName, memory, kept);
            } catch (RuntimeException e) {
                memory.close();
                throw e;
            }
        }
    }

    private static void checkName(String keepName) {
        if (keepName.isEmpty() || keepName.length() > MAX_KEEP_NAME) {
            throw new IllegalArgumentException(
                    "name '" + keepName + "' must have 1 to " + MAX_KEEP_NAME + " characters");
        }
    }

    /** A guest may give a name again at once, while somebody still reads the memory that it had before. */
    private void forgetDropped(String keepName) {
        Named before = named.get(keepName);
        if (before != null && before.memory().isDropped()) {
            named.remove(keepName);
            before.kept().remove(keep, keepName);
        }
    }

    private MemoryDmaBuf added(String name, Memory memory, KeptName kept) {
        MemoryDmaBuf made = new MemoryDmaBuf(name, memory, freed -> forget(freed, kept));
        live.add(made);
        named.put(name, new Named(made, kept));
        return made;
    }

    private void forget(MemoryDmaBuf freed, KeptName kept) {
        synchronized (live) {
            live.remove(freed);
            named.remove(freed.name(), new Named(freed, kept));
            kept.remove(keep, freed.name());
        }
    }

    @Override
    public Optional<DmaBuf> adopt(String keepName) {
        synchronized (live) {
            forgetDropped(keepName);
            Named here = named.get(keepName);
            return here != null
                    ? Optional.of(here.memory())
                    : KeptName.take(keep, source.name(), keepName).map(taken -> opened(keepName, taken));
        }
    }

    private DmaBuf opened(String keepName, KeptName.Taken taken) {
        Fd fd = taken.fd();
        try {
            long bytes = Posix.size(fd);
            if (bytes != taken.name().bytes()) {
                throw new IllegalStateException("what is kept as '" + keepName + "' has " + bytes + " bytes and not "
                        + taken.name().bytes() + ": it is not what was put there");
            }
            return added(keepName, source.open(fd, bytes), taken.name());
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    @Override
    public GemPages pages(String buffer) {
        List<MemoryDmaBuf> meant;
        synchronized (live) {
            meant = live.stream().filter(each -> each.name().equals(buffer)).toList();
        }
        if (meant.size() != 1 || !meant.get(0).lock()) {
            throw new IllegalArgumentException(
                    name() + " has " + meant.size() + " buffers with the name '" + buffer + "'; gem:list shows all");
        }
        MemoryDmaBuf held = meant.get(0);
        try {
            return source.pages(held.fd(), held.size());
        } finally {
            held.unlock();
        }
    }

    @Override
    public List<BufferInfo> buffers() {
        List<BufferInfo> infos = new ArrayList<>();
        synchronized (live) {
            live.forEach(buffer -> infos.add(buffer.info()));
        }
        return List.copyOf(infos);
    }

    /**
     * Leaves what has a name to whoever adopts it next. Producers were told before: the service has gone. Pictures without a
     * name stay their producers'.
     */
    void detach() {
        List<MemoryDmaBuf> left = new ArrayList<>();
        synchronized (live) {
            named.values().forEach(entry -> left.add(entry.memory()));
            named.clear();
            live.removeAll(left);
        }
        left.stream().filter(buffer -> !buffer.isDropped()).forEach(MemoryDmaBuf::detach);
    }

    private static long align(long bytes, int alignment) {
        return (bytes + alignment - 1) & -alignment;
    }
}
