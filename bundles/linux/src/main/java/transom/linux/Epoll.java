package transom.linux;

import java.nio.ByteBuffer;

/**
 * An epoll set and the events of one wait. Allocates nothing per wait.
 *
 * <p><b>Thread:</b> one at a time.
 */
final class Epoll implements AutoCloseable {

    // linux/eventpoll.h
    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    static final int EPOLLERR = 8;
    static final int EPOLLHUP = 0x10;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLL_CTL_MOD = 3;

    private static final int BATCH = 64;

    private final ByteBuffer events = Direct.allocate(BATCH * Layouts.EPOLL_EVENT_SIZE);
    private final ByteBuffer change = Direct.allocate(Layouts.EPOLL_EVENT_SIZE);
    private Fd fd = create();

    private static Fd create() {
        // EPOLL_CLOEXEC is O_CLOEXEC
        int raw = Libc.result(Libc.epoll_create1(Posix.O_CLOEXEC));
        return Fd.adopt(ErrnoException.check(raw, "epoll_create1", "EPOLL_CLOEXEC"));
    }

    /** Watches nothing any more; the events of the last wait can still be read. */
    void reset() {
        Fd before = fd;
        fd = create();
        before.close();
    }

    void add(int added, int interest, long data) {
        ErrnoException.check(control(EPOLL_CTL_ADD, added, interest, data), "epoll_ctl", "add fd " + added);
    }

    void modify(int changed, int interest, long data) {
        ErrnoException.check(control(EPOLL_CTL_MOD, changed, interest, data), "epoll_ctl", "modify fd " + changed);
    }

    /** Whether it was watched under this number: it was not if it was closed, even if a duplicate is open. */
    boolean remove(int removed) {
        return control(EPOLL_CTL_DEL, removed, 0, 0) == 0;
    }

    boolean isOpen() {
        return fd.isOpen();
    }

    private int control(int operation, int target, int interest, long data) {
        change.putInt(Layouts.EPOLL_EVENT_EVENTS, interest).putLong(Layouts.EPOLL_EVENT_DATA, data);
        return Libc.result(Libc.epoll_ctl(fd.fd(), operation, target, change));
    }

    /** Waits; the number of events, 0 also when a signal came first. */
    int await(int timeoutMillis) {
        int n = Libc.result(Libc.epoll_wait(fd.fd(), events, BATCH, timeoutMillis));
        return n == -Errno.EINTR ? 0 : ErrnoException.check(n, "epoll_wait", fd);
    }

    int events(int i) {
        return events.getInt(i * Layouts.EPOLL_EVENT_SIZE + Layouts.EPOLL_EVENT_EVENTS);
    }

    long data(int i) {
        return events.getLong(i * Layouts.EPOLL_EVENT_SIZE + Layouts.EPOLL_EVENT_DATA);
    }

    @Override
    public void close() {
        fd.close();
    }
}
