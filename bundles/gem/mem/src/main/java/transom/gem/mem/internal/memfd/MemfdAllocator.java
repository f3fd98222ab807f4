package transom.gem.mem.internal.memfd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import transom.gem.Allocator;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;

/**
 * Makes each buffer of a memfd of its own, whose size nobody can change.
 *
 * <p><b>Thread:</b> any.
 */
public final class MemfdAllocator implements Allocator {

    public static final String NAME = "memfd";

    /** Pixels of a side: what GPUs of today take for a texture, and 1 GiB at four bytes a pixel. */
    static final int MAX_SIDE = 16384;

    /** Bytes that a row's length is a multiple of: what i915 and dumb buffers align to, so that routes are alike. */
    static final int STRIDE_ALIGNMENT = 64;

    /** Bytes of a page on x86-64: udmabuf takes whole ones only. */
    private static final int PAGE = 4096;

    private final Set<MemfdBuffer> live = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MemfdBuffer allocate(int width, int height, Fourcc fourcc) {
        if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a buffer of " + width + "x" + height + " pixels: each side must be 1 to " + MAX_SIDE);
        }
        int stride = align(width * fourcc.bytesPerPixel(), STRIDE_ALIGNMENT);
        long bytes = align(stride * height, PAGE);
        MemfdBuffer buffer = allocate(width, height, stride, fourcc, bytes);
        synchronized (live) {
            live.add(buffer);
        }
        return buffer;
    }

    private MemfdBuffer allocate(int width, int height, int stride, Fourcc fourcc, long bytes) {
        Fd fd = null;
        try {
            fd = MemFd.create("transom-" + width + "x" + height + "-" + fourcc, bytes, true);
            return new MemfdBuffer(width, height, stride, fourcc, fd, Mapping.shared(fd), this::freed);
        } catch (ErrnoException e) {
            if (fd != null) {
                fd.close();
            }
            throw new IllegalStateException("no buffer of " + width + "x" + height + " pixels: " + e.getMessage(), e);
        }
    }

    private void freed(MemfdBuffer buffer) {
        synchronized (live) {
            live.remove(buffer);
        }
    }

    @Override
    public DmaBuf allocate(long bytes, String keepName) {
        throw new IllegalStateException("memory from " + NAME + " is no dma-buf");
    }

    @Override
    public Optional<DmaBuf> adopt(String keepName) {
        return Optional.empty();
    }

    @Override
    public List<BufferInfo> buffers() {
        List<BufferInfo> infos = new ArrayList<>();
        synchronized (live) {
            live.forEach(buffer -> infos.add(buffer.info()));
        }
        return List.copyOf(infos);
    }

    private static int align(int bytes, int alignment) {
        return (bytes + alignment - 1) & -alignment;
    }
}
