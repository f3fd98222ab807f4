package transom.lwjgl.window;

/** There can be no windows here; the message says what is missing and what to install or set. */
public final class WindowsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public WindowsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
