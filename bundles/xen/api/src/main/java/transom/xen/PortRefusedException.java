package transom.xen;

/**
 * A guest's port cannot be bound: there is none, it is not reserved for this domain, or somebody who lives has bound it.
 * Xen says the same for all three (EINVAL, common/event_channel.c), and the last one passes: a process that was killed
 * lives until the kernel has taken it apart.
 */
public class PortRefusedException extends XenException {

    private static final long serialVersionUID = 1L;

    public PortRefusedException(String message) {
        super(message);
    }

    public PortRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
