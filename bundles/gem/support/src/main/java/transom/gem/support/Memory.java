package transom.gem.support;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;

/**
 * Pages that one fd names. The CPU's view of them is made when it is asked for first: a buffer that a guest draws into and
 * a GPU reads needs none.
 *
 * <p><b>Owner:</b> whoever made it, of the fd, the mapping and what the pages depend on. <b>Thread:</b> any.
 */
public final class Memory implements AutoCloseable {

    /** What kind of memory it is. */
    public interface Kind {

        /** Makes the pages visible to the CPU. */
        Mapping map(Fd fd, long bytes);

        /** The CPU is about to look at them or to write to them. */
        void begin(int fd);

        /** The CPU has done so. */
        void end(int fd);

        /**
         * A fence that signals when no device reads or writes them any more, or {@link transom.gem.DmaBuf#NO_FENCE}.
         * <b>Owner:</b> the caller
         */
        int fence(int fd);

        /** Gives back what the pages depend on: a handle of a device. Called last, once. */
        void release();
    }

    private final Fd fd;
    private final long bytes;
    private final Kind kind;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Mapping mapping;

    /**
     * <b>Owner:</b> this, of the fd and the kind.
     *
     * @param bytes the size, whole pages
     */
    public Memory(Fd fd, long bytes, Kind kind) {
        this.fd = fd;
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Lends the fd. */
    public int fd() {
        return fd.fd();
    }

    /** In bytes, whole pages. */
    public long bytes() {
        return bytes;
    }

    /**
     * Lends all bytes to the CPU.
     *
     * @throws IllegalStateException if the CPU cannot see them, with the reason
     */
    public ByteBuffer begin() {
        ByteBuffer view = view();
        try {
            kind.begin(fd.fd());
        } catch (ErrnoException e) {
            throw new IllegalStateException("the CPU may not look at this memory now: " + e.getMessage(), e);
        }
        return view;
    }

    private synchronized ByteBuffer view() {
        if (mapping == null) {
            int open = fd.fd();
            try {
                mapping = kind.map(fd, bytes);
            } catch (ErrnoException e) {
                throw new IllegalStateException(
                        "the CPU cannot see the memory of fd " + open + ": " + e.getMessage(), e);
            }
        }
        return mapping.buffer();
    }

    /** Ends the loan. */
    public void end() {
        try {
            kind.end(fd.fd());
        } catch (ErrnoException e) {
            throw new IllegalStateException("what the CPU wrote may not be seen by others: " + e.getMessage(), e);
        }
    }

    /** {@link Kind#fence}. */
    public int fence() {
        return kind.fence(fd.fd());
    }

    /** Unmaps, closes the fd, then gives back what the pages depend on; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (this) {
                if (mapping != null) {
                    mapping.close();
                }
                fd.close();
            }
            kind.release();
        }
    }
}
