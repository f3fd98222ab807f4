package transom.xen;

/** Xen, or the kernel on its behalf, refused. The message names the call, the error and what it was about. */
public class XenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public XenException(String message) {
        super(message);
    }

    public XenException(String message, Throwable cause) {
        super(message, cause);
    }
}
