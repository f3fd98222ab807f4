package transom.xen;

/** How far one end of a device is (public/io/xenbus.h); the ordinal is the number in the store. */
public enum XenbusState {
    UNKNOWN,
    INITIALISING,
    INIT_WAIT,
    INITIALISED,
    CONNECTED,
    CLOSING,
    CLOSED,
    RECONFIGURING,
    RECONFIGURED;

    private static final XenbusState[] ALL = values();

    /** The number in the store. */
    public int code() {
        return ordinal();
    }

    /** The state that this text, which a guest may have written, names; {@link #UNKNOWN} if none. */
    public static XenbusState parse(String untrustedText) {
        return untrustedText.length() == 1 && untrustedText.charAt(0) >= '0' && untrustedText.charAt(0) <= '8'
                ? ALL[untrustedText.charAt(0) - '0']
                : UNKNOWN;
    }
}
