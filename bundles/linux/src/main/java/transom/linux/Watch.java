package transom.linux;

/** One fd that an {@link EventLoop} watches, and what it calls for it. */
final class Watch {

    final int fd;

    /** Of this registration: the fd's number may be in use again while events of an earlier one are in the batch. */
    final int serial;

    /** Either may be null. */
    final Runnable onReadable;

    final Runnable onWritable;

    /** {@link Epoll#EPOLLIN} and {@link Epoll#EPOLLOUT}. */
    int interest;

    /** Exceptions in a row. */
    int failures;

    /** Not in the epoll set for a while, because its handler keeps failing. */
    boolean paused;

    Watch(int fd, int serial, Runnable onReadable, Runnable onWritable) {
        this.fd = fd;
        this.serial = serial;
        this.onReadable = onReadable;
        this.onWritable = onWritable;
        this.interest = onReadable == null ? 0 : Epoll.EPOLLIN;
    }

    /** What an epoll event of it carries. */
    long data() {
        return (long) serial << 32 | fd;
    }

    boolean wantsReader(int events) {
        return onReadable != null && (events & ~Epoll.EPOLLOUT) != 0;
    }

    /** Hang-up and error reach the writer only where there is no reader to see them. */
    boolean wantsWriter(int events) {
        int mask = onReadable == null ? ~Epoll.EPOLLIN : Epoll.EPOLLOUT & interest;
        return onWritable != null && (events & mask) != 0;
    }
}
