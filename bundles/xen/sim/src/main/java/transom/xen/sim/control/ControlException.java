package transom.xen.sim.control;

import transom.xen.XenException;

/** The simulator refused, with an errno by name as Xen would have. */
public class ControlException extends XenException {

    private static final long serialVersionUID = 1L;

    private final String errno;
    private final String reason;

    public ControlException(String errno, String reason) {
        super(reason + ": " + errno);
        this.errno = errno;
        this.reason = reason;
    }

    /** E.g. {@code EINVAL}. */
    public String errno() {
        return errno;
    }

    /** Without the errno. */
    public String reason() {
        return reason;
    }
}
