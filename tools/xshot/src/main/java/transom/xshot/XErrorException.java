package transom.xshot;

import java.io.IOException;

/** The server refused a request. */
public final class XErrorException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Error codes (X Window System Protocol, appendix B). */
    static final int BAD_WINDOW = 3;

    static final int BAD_MATCH = 8;
    static final int BAD_DRAWABLE = 9;

    private final int code;

    XErrorException(int code, int opcode, int value) {
        super(String.format("X error %d of request %d, value 0x%x", code, opcode, value));
        this.code = code;
    }

    /** Whether the window is not there, or not any more. */
    public boolean isGone() {
        return code == BAD_WINDOW || code == BAD_DRAWABLE;
    }

    boolean isMismatch() {
        return code == BAD_MATCH;
    }
}
