package transom.keep.internal.supervisor;

/**
 * Holds open files beyond this process, by names ({@code FDNAME} of systemd's fd store).
 *
 * <p><b>Thread:</b> one at a time.
 */
public interface Supervisor extends AutoCloseable {

    /** Nobody: what is held ends with this process. */
    Supervisor NONE = new Supervisor() {
        @Override
        public String place() {
            return "process";
        }

        @Override
        public void store(String name, int fd) {
            // This process's own descriptor is all that there is.
        }

        @Override
        public void remove(String name) {
            // Nobody else holds it.
        }

        @Override
        public void claim(String name) {
            // Nobody else serves it.
        }

        @Override
        public void leave(String name) {
            // Nobody else serves it.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    /** Where things are held, for people: {@code process}, {@code keeper}, {@code systemd}, or several with {@code +}. */
    String place();

    /**
     * Holds the open file; once this comes back it outlives this process. <b>Owner:</b> the caller keeps its fd.
     *
     * @throws IllegalStateException if it is not there, or does not answer in time
     */
    void store(String name, int fd);

    /** Holds it no longer; nothing happens if it does not. */
    void remove(String name);

    /**
     * Makes it let go of what it serves under this name while no process does; once this comes back it has.
     *
     * @throws IllegalStateException if it is not there, or does not answer in time
     */
    void claim(String name);

    /**
     * Lets it serve what has this name until it is claimed, as if this process had ended.
     *
     * @throws IllegalStateException if it is not there
     */
    void leave(String name);

    /** Says nothing to it: what it holds it holds on. */
    @Override
    void close();
}
