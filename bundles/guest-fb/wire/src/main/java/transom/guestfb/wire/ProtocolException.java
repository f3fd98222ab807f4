package transom.guestfb.wire;

/**
 * The other end broke the protocol. The message says what it wrote and what is allowed, in words for a log line about
 * its device.
 */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
