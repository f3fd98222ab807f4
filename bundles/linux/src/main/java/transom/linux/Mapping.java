package transom.linux;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pages of a file in this process's memory, unmapped exactly once.
 *
 * <p><b>Owner:</b> whoever mapped it. <b>Thread:</b> any; nobody may use what {@link #buffer} lent while, or after, it is
 * closed: that would read whatever the kernel maps there next, or end the process.
 */
public final class Mapping implements AutoCloseable {

    // asm-generic/mman-common.h
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_FIXED = 0x10;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;

    private final long address;
    private final long length;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ByteBuffer view;

    private Mapping(long address, long length) {
        this.address = address;
        this.length = length;
        Natives.opened();
    }

    /**
     * Maps shared pages.
     *
     * @param offset in bytes, a multiple of the page size
     * @param length in bytes, at least 1
     * @param prot of {@link #PROT_READ} and {@link #PROT_WRITE}
     */
    public static Mapping map(int fd, long offset, long length, int prot) {
        if (length < 1) {
            throw new IllegalArgumentException("length " + length + " must be positive");
        }
        long address = Libc.result(Libc.mmap(0, length, prot, MAP_SHARED, fd, offset));
        return new Mapping(checked(address, fd, offset, length), length);
    }

    /**
     * Maps pages of a file that need not lie side by side in it, one after the other.
     *
     * <p>Each run of pages that do lie side by side takes one of the mappings that the kernel lets a process have
     * (vm.max_map_count, 65530 by default).
     *
     * @param pages numbers of pages of {@code pageSize} bytes, at least one; the file must have them all
     * @param prot of {@link #PROT_READ} and {@link #PROT_WRITE}
     */
    public static Mapping scattered(int fd, long[] pages, int pageSize, int prot) {
        long length = (long) pages.length * pageSize;
        int reserve = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
        long start = checked(Libc.result(Libc.mmap(0, length, 0, reserve, -1, 0)), -1, 0, length);
        Mapping mapping = new Mapping(start, length);
        try {
            for (int from = 0, to = 0; from < pages.length; from = to) {
                for (to = from + 1; to < pages.length && pages[to] == pages[to - 1] + 1; ) {
                    to++;
                }
                long at = start + (long) from * pageSize;
                long run = (long) (to - from) * pageSize;
                long offset = pages[from] * pageSize;
                checked(Libc.result(Libc.mmap(at, run, prot, MAP_SHARED | MAP_FIXED, fd, offset)), fd, offset, run);
            }
            return mapping;
        } catch (RuntimeException e) {
            mapping.close();
            throw e;
        }
    }

    private static long checked(long address, int fd, long offset, long length) {
        if (address < 0) {
            throw new ErrnoException("mmap", (int) -address, "fd " + fd + ", offset " + offset + ", length " + length);
        }
        return address;
    }

    /** Maps the whole file for reading and writing. */
    public static Mapping shared(Fd fd) {
        return map(fd.fd(), 0, Posix.size(fd), PROT_READ | PROT_WRITE);
    }

    /** Maps the whole file for reading. */
    public static Mapping readOnly(Fd fd) {
        return map(fd.fd(), 0, Posix.size(fd), PROT_READ);
    }

    /**
     * Lends the pages, little-endian. The same object each time: use absolute positions, or a duplicate. A store to a
     * mapping without {@link #PROT_WRITE} ends the process.
     *
     * @throws IllegalStateException after {@link #close}, or if it is longer than a buffer can be (2 GiB)
     */
    public ByteBuffer buffer() {
        ByteBuffer lent = view;
        if (lent == null) {
            if (length > Integer.MAX_VALUE) {
                throw new IllegalStateException("a mapping of " + length + " bytes has no buffer");
            }
            lent = new Pointer(address).getByteBuffer(0, length).order(ByteOrder.LITTLE_ENDIAN);
            view = lent;
        }
        requireOpen();
        return lent;
    }

    /** Where it is. */
    public long address() {
        requireOpen();
        return address;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    public boolean isOpen() {
        return !closed.get();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the mapping of " + length + " bytes is closed");
        }
    }

    /** Unmaps it; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ErrnoException.check(Libc.result(Libc.munmap(address, length)), "munmap", length);
            Natives.closed();
        }
    }
}
