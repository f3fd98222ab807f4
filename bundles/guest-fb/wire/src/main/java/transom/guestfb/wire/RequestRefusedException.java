package transom.guestfb.wire;

/**
 * A request cannot be done, and the frontend is told so by a status; its display goes on. Where the rings themselves are
 * broken it is a {@link ProtocolException} instead.
 *
 * <p>It has no stack trace: a guest may cause as many as it likes.
 */
public final class RequestRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param errno of {@link XenErrno}, positive
     * @param message what was asked for and what is allowed, in words for a log line about the device
     */
    public RequestRefusedException(int errno, String message) {
        super(message, null, false, false);
        if (errno <= 0) {
            throw new IllegalArgumentException("errno " + errno + " must be positive");
        }
        this.status = -errno;
    }

    /** What the response says: negative. */
    public int status() {
        return status;
    }
}
