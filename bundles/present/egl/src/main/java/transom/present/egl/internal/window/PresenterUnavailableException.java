package transom.present.egl.internal.window;

/** There can be no windows here; the message says what is missing and what to install or set. */
public final class PresenterUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public PresenterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
