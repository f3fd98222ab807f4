package transom.xen.store;

/** The other end does not keep to the protocol; the connection cannot be used any more. */
public class StoreProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreProtocolException(String message) {
        super(message);
    }
}
