package transom.features;

/** Something that a person can put right; the message says what, where and how. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }
}
