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

    private final Fd fd = Fd.adopt(
            ErrnoException.check(Libc.result(Libc.epoll_create1(Posix.O_CLOEXEC)), "epoll_create1", "EPOLL_CLOEXEC"));
    private final ByteBuffer events = Direct.allocate(BATCH * Layouts.EPOLL_EVENT_SIZE);
    private final ByteBuffer change = Direct.allocate(Layouts.EPOLL_EVENT_SIZE);

    void add(int added, int interest, long data) {
        control(EPOLL_CTL_ADD, added, interest, data);
    }

    void modify(int changed, int interest, long data) {
        control(EPOLL_CTL_MOD, changed, interest, data);
    }

    void remove(int removed) {
        control(EPOLL_CTL_DEL, removed, 0, 0);
    }

    private void control(int operation, int target, int interest, long data) {
        change.putInt(Layouts.EPOLL_EVENT_EVENTS, interest).putLong(Layouts.EPOLL_EVENT_DATA, data);
        ErrnoException.check(
                Libc.result(Libc.epoll_ctl(fd.fd(), operation, target, change)), "epoll_ctl", "fd " + target);
    }

    /** Waits; the number of events, 0 also when a signal came first. */
    int await(int timeoutMillis) {
        int n = Libc.result(Libc.epoll_wait(fd.raw(), events, BATCH, timeoutMillis));
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
