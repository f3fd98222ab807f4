package transom.linux;

/**
 * Sizes and offsets in bytes of the structures that this library hands to the kernel, on x86-64. Source: linux uapi and
 * glibc headers through {@code native/layout}, whose golden file a test compares with these.
 */
final class Layouts {

    /** {@code struct stat}, bits/struct_stat.h. */
    static final int STAT_SIZE = 144;

    static final int STAT_ST_SIZE = 48;

    /** {@code struct pollfd}, poll.h. */
    static final int POLLFD_SIZE = 8;

    static final int POLLFD_FD = 0;
    static final int POLLFD_EVENTS = 4;
    static final int POLLFD_REVENTS = 6;

    /** {@code struct epoll_event}, linux/eventpoll.h: packed on x86-64. */
    static final int EPOLL_EVENT_SIZE = 12;

    static final int EPOLL_EVENT_EVENTS = 0;
    static final int EPOLL_EVENT_DATA = 4;

    /** {@code struct sockaddr_un}, linux/un.h. */
    static final int SOCKADDR_UN_SIZE = 110;

    static final int SOCKADDR_UN_SUN_FAMILY = 0;
    static final int SOCKADDR_UN_SUN_PATH = 2;

    /** {@code struct ucred}, linux/socket.h. */
    static final int UCRED_SIZE = 12;

    static final int UCRED_PID = 0;
    static final int UCRED_UID = 4;
    static final int UCRED_GID = 8;

    /** {@code struct iovec}, linux/uio.h. */
    static final int IOVEC_SIZE = 16;

    static final int IOVEC_IOV_BASE = 0;
    static final int IOVEC_IOV_LEN = 8;

    /** {@code struct msghdr}, bits/socket.h. */
    static final int MSGHDR_SIZE = 56;

    static final int MSGHDR_MSG_IOV = 16;
    static final int MSGHDR_MSG_IOVLEN = 24;
    static final int MSGHDR_MSG_CONTROL = 32;
    static final int MSGHDR_MSG_CONTROLLEN = 40;
    static final int MSGHDR_MSG_FLAGS = 48;

    /** {@code struct cmsghdr}, bits/socket.h; the next one begins at a multiple of 8. */
    static final int CMSGHDR_SIZE = 16;

    static final int CMSGHDR_CMSG_LEN = 0;
    static final int CMSGHDR_CMSG_LEVEL = 8;
    static final int CMSGHDR_CMSG_TYPE = 12;

    private Layouts() {}
}
