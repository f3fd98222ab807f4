package transom.linux;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open file descriptor, closed exactly once.
 *
 * <p>{@link #fd} lends the number, {@link #dup} makes a new owner, {@link #take} transfers. A call of this library that
 * is under way on another thread when {@link #close} is called keeps the number until it is done, so that it never
 * touches a file that got the same number.
 *
 * <p><b>Owner:</b> whoever holds this object. <b>Thread:</b> any.
 */
public final class Fd implements AutoCloseable {

    // asm-generic/fcntl.h
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int F_DUPFD_CLOEXEC = 1030; // linux/fcntl.h: F_LINUX_SPECIFIC_BASE + 6

    /** Set in {@link #state} when it is closed or taken; the other bits count the calls under way. */
    private static final int GONE = 1 << 30;

    private final int raw;
    private final AtomicInteger state = new AtomicInteger();

    private Fd(int raw) {
        this.raw = raw;
        Natives.opened();
    }

    /** <b>Owner:</b> the result; the caller must not close {@code raw} any more. */
    public static Fd adopt(int raw) {
        if (raw < 0) {
            throw new IllegalArgumentException("no file descriptor: " + raw);
        }
        return new Fd(raw);
    }

    /**
     * A descriptor that this process was started with; it is close-on-exec from now on. <b>Owner:</b> the result.
     *
     * @throws ErrnoException {@code EBADF} if there is none of that number
     */
    public static Fd inherited(int raw) {
        ErrnoException.check(Libc.result(Libc.fcntl(raw, F_SETFD, FD_CLOEXEC)), "fcntl", "inherited fd " + raw);
        return adopt(raw);
    }

    /** A new descriptor, close-on-exec, of the file that {@code raw} has open; {@code raw} stays its owner's. */
    public static Fd dupOf(int raw) {
        return new Fd(ErrnoException.check(Libc.result(Libc.fcntl(raw, F_DUPFD_CLOEXEC, 0)), "fcntl", "dup fd " + raw));
    }

    /** Lends the number. */
    public int fd() {
        if (!isOpen()) {
            throw new IllegalStateException("fd " + raw + " is closed");
        }
        return raw;
    }

    /** A new descriptor, close-on-exec, of the same open file. <b>Owner:</b> the caller. */
    public Fd dup() {
        if (!acquire()) {
            throw new IllegalStateException("fd " + raw + " is closed");
        }
        try {
            return dupOf(raw);
        } finally {
            release();
        }
    }

    /** <b>Owner:</b> the caller, who closes the number; this object is as if closed. */
    public int take() {
        if (!state.compareAndSet(0, GONE)) {
            throw new IllegalStateException("fd " + raw + " is closed or in use");
        }
        Natives.closed();
        return raw;
    }

    /** Whether it is neither closed nor taken. */
    public boolean isOpen() {
        return (state.get() & GONE) == 0;
    }

    /** Ends it; a second call does nothing. */
    @Override
    public void close() {
        int before;
        do {
            before = state.get();
            if ((before & GONE) != 0) {
                return;
            }
        } while (!state.compareAndSet(before, before | GONE));
        if (before == 0) {
            end();
        }
    }

    /** Keeps the number from being closed until {@link #release}; false if it is closed already. */
    boolean acquire() {
        int before;
        do {
            before = state.get();
            if ((before & GONE) != 0) {
                return false;
            }
        } while (!state.compareAndSet(before, before + 1));
        return true;
    }

    /** The number, to a caller who has {@linkplain #acquire acquired} it. */
    int raw() {
        return raw;
    }

    void release() {
        if (state.decrementAndGet() == GONE) {
            end();
        }
    }

    private void end() {
        Libc.close(raw);
        Natives.closed();
    }

    @Override
    public String toString() {
        return "fd " + raw + (isOpen() ? "" : " (closed)");
    }
}
