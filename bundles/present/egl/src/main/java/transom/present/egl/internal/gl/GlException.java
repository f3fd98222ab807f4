package transom.present.egl.internal.gl;

/** One picture cannot be shown; the message says why. Other windows do not notice. */
public final class GlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GlException(String message) {
        super(message);
    }
}
