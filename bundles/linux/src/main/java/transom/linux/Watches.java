package transom.linux;

import java.util.Arrays;

/**
 * The fds that an {@link EventLoop} watches, by number.
 *
 * <p><b>Thread:</b> the loop's.
 */
final class Watches implements AutoCloseable {

    /** The inbox among the data of epoll events: no fd is negative. */
    private static final long INBOX = -1;

    /** How long a handler that keeps failing is left alone, in milliseconds. */
    private static final long PAUSE = 1000;

    private final Epoll epoll = new Epoll();
    private final EventLoop loop;
    private final Inbox inbox;
    private Watch[] byFd = new Watch[64];
    private int serial;

    Watches(EventLoop loop, Inbox inbox) {
        this.loop = loop;
        this.inbox = inbox;
        epoll.add(inbox.fd(), Epoll.EPOLLIN, INBOX);
    }

    /** Waits once and calls the handlers of what came; the number of calls. */
    int turn(int timeoutMillis) {
        int events = epoll.await(timeoutMillis);
        int calls = 0;
        for (int i = 0; i < events; i++) {
            calls += dispatch(epoll.data(i), epoll.events(i));
        }
        return calls;
    }

    private int dispatch(long data, int events) {
        if (data == INBOX) {
            inbox.acknowledge();
            return 0;
        }
        int calls = 0;
        Watch watch = of(data);
        if (watch != null && watch.wantsReader(events)) {
            calls += call(watch, watch.onReadable);
            watch = of(data);
        }
        if (watch != null && watch.wantsWriter(events)) {
            calls += call(watch, watch.onWritable);
        }
        return calls;
    }

    private int call(Watch watch, Runnable handler) {
        if (loop.run(handler, watch.failures > 0)) {
            watch.failures = 0;
        } else if (++watch.failures >= EventLoop.MAX_FAILURES && find(watch.fd) == watch && !watch.paused) {
            if (watch.failures == EventLoop.MAX_FAILURES) {
                loop.problem(
                        "the handler of fd " + watch.fd + " failed " + watch.failures
                                + " times running and is tried once a second",
                        null);
            }
            pause(watch);
        }
        return 1;
    }

    /** By taking it out of the set: hang-up is reported whatever the interest. */
    private void pause(Watch watch) {
        watch.paused = true;
        epoll.remove(watch.fd);
        loop.schedule(() -> resume(watch), PAUSE);
    }

    private void resume(Watch watch) {
        if (find(watch.fd) == watch) {
            watch.paused = false;
            restore(watch);
        }
    }

    void add(int fd, Runnable onReadable, Runnable onWritable) {
        if (fd < 0) {
            throw new IllegalArgumentException("no file descriptor: " + fd);
        }
        if (find(fd) != null) {
            throw new IllegalStateException("fd " + fd + " is in the " + loop.role() + " loop already");
        }
        Watch watch = new Watch(fd, serial++, onReadable, onWritable);
        epoll.add(fd, watch.interest, watch.data());
        if (fd >= byFd.length) {
            byFd = Arrays.copyOf(byFd, Math.max(fd + 1, 2 * byFd.length));
        }
        byFd[fd] = watch;
    }

    void interest(int fd, boolean readable, boolean writable) {
        Watch watch = find(fd);
        if (watch == null) {
            throw new IllegalStateException("fd " + fd + " is not in the " + loop.role() + " loop");
        }
        int interest = (readable ? Epoll.EPOLLIN : 0) | (writable ? Epoll.EPOLLOUT : 0);
        if (interest != watch.interest) {
            if (!watch.paused) {
                epoll.modify(fd, interest, watch.data());
            }
            watch.interest = interest;
        }
    }

    void remove(int fd) {
        Watch watch = find(fd);
        if (watch == null) {
            return;
        }
        byFd[fd] = null;
        if (epoll.isOpen() && !watch.paused && !epoll.remove(fd)) {
            loop.problem("fd " + fd + " was closed before it was removed from the loop", null);
            rebuild();
        }
    }

    /** Forgets an open file that nobody can name any more, and whose events would never end. */
    private void rebuild() {
        epoll.reset();
        epoll.add(inbox.fd(), Epoll.EPOLLIN, INBOX);
        for (Watch watch : byFd) {
            if (watch != null && !watch.paused) {
                restore(watch);
            }
        }
    }

    private void restore(Watch watch) {
        try {
            epoll.add(watch.fd, watch.interest, watch.data());
        } catch (ErrnoException e) {
            loop.problem("no more events of fd " + watch.fd, e);
            byFd[watch.fd] = null;
        }
    }

    private Watch find(int fd) {
        return fd >= 0 && fd < byFd.length ? byFd[fd] : null;
    }

    /** The registration that an event belongs to, or null if that has gone. */
    private Watch of(long data) {
        Watch watch = find((int) data);
        return watch != null && watch.serial == (int) (data >>> 32) ? watch : null;
    }

    @Override
    public void close() {
        epoll.close();
    }
}
