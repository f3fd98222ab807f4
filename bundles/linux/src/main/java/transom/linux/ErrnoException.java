package transom.linux;

/** A system call that failed where it should not, e.g. {@code mmap(/dev/xen/privcmd, 4096): EINVAL Invalid argument}. */
public final class ErrnoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String call;
    private final int errno;

    /**
     * @param call the system call's name
     * @param errno positive
     * @param detail its arguments, for people
     */
    public ErrnoException(String call, int errno, String detail) {
        super(call + "(" + detail + "): " + Errno.describe(errno));
        this.call = call;
        this.errno = errno;
    }

    /**
     * The result of a call in {@code -errno} style, if it is not a failure.
     *
     * @param call the system call's name
     * @param detail its arguments, for people
     */
    public static int check(int result, String call, Object detail) {
        if (result < 0) {
            throw new ErrnoException(call, -result, String.valueOf(detail));
        }
        return result;
    }

    /** The system call's name. */
    public String call() {
        return call;
    }

    /** Positive, one of {@link Errno}. */
    public int errno() {
        return errno;
    }
}
