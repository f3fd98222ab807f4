package transom.xen;

/** The store's daemon answered with an error, or there is none. */
public class XenStoreException extends XenException {

    private static final long serialVersionUID = 1L;

    private final String errno;

    /**
     * @param errno as the daemon names it, e.g. {@code EACCES}
     * @param message what was asked
     */
    public XenStoreException(String errno, String message) {
        super(message + ": " + errno);
        this.errno = errno;
    }

    /** As the daemon names it, e.g. {@code ENOENT}. */
    public String errno() {
        return errno;
    }
}
