package transom.present.egl.internal.image;

/** A buffer that GL cannot read where it is; the message says why. Its pixels are uploaded. */
public final class ImportRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ImportRefusedException(String message) {
        super(message);
    }
}
