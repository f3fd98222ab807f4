package transom.xen.sim.internal.store;

/** A request that is refused with an errno by name, as xenstored does. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String errno;

    Refusal(String errno) {
        super(errno, null, false, false);
        this.errno = errno;
    }

    String errno() {
        return errno;
    }
}
