package transom.runtime.internal.step;

/** A step did not go well; the message says what and why. */
public final class StepException extends Exception {

    private static final long serialVersionUID = 1L;

    public StepException(String message) {
        super(message);
    }
}
