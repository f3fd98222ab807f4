package transom.linux;

import java.util.Arrays;

/**
 * The fds that an {@link EventLoop} watches, by number, and what it calls for each.
 *
 * <p>The data of an epoll event is the fd and the serial number of its registration: an event of a registration that
 * went away earlier in the same batch finds nobody, even if the number is in use again.
 */
final class Sources {

    /** One registration. */
    static final class Source {
        final int fd;
        final int serial;
        final Runnable onReadable;
        final Runnable onWritable;
        int interest;
        int failures;

        Source(int fd, int serial, Runnable onReadable, Runnable onWritable) {
            this.fd = fd;
            this.serial = serial;
            this.onReadable = onReadable;
            this.onWritable = onWritable;
            this.interest = onReadable == null ? 0 : Epoll.EPOLLIN;
        }

        long data() {
            return (long) serial << 32 | fd;
        }
    }

    private Source[] byFd = new Source[64];
    private int serial;
    private int count;

    Source add(int fd, Runnable onReadable, Runnable onWritable) {
        if (fd < 0) {
            throw new IllegalArgumentException("no file descriptor: " + fd);
        }
        if (find(fd) != null) {
            throw new IllegalStateException("fd " + fd + " is in the loop already");
        }
        if (fd >= byFd.length) {
            byFd = Arrays.copyOf(byFd, Math.max(fd + 1, 2 * byFd.length));
        }
        count++;
        return byFd[fd] = new Source(fd, serial++, onReadable, onWritable);
    }

    /** The registration of this number, or null. */
    Source find(int fd) {
        return fd >= 0 && fd < byFd.length ? byFd[fd] : null;
    }

    /** The registration that an event belongs to, or null if that has gone. */
    Source of(long data) {
        Source source = find((int) data);
        return source != null && source.serial == (int) (data >>> 32) ? source : null;
    }

    void remove(Source source) {
        byFd[source.fd] = null;
        count--;
    }

    int count() {
        return count;
    }
}
