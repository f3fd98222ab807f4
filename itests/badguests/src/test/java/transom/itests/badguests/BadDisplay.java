package transom.itests.badguests;

import java.util.function.Consumer;

/**
 * A row of the table of bad displays.
 *
 * @param name what the guest does, for people
 * @param line what its one log line says
 * @param status what its request is answered by; 0 if it loses its display
 * @param early done before it connects; null if it is connected and lit first
 * @param act done to a good display; where {@code status} is not 0, by the request
 */
record BadDisplay(
        String name,
        String line,
        int status,
        Consumer<RawDisplayGuest> early,
        Consumer<RawDisplayGuest> act,
        RawConnector.Request request) {

    private static final Consumer<RawDisplayGuest> NOTHING = guest -> {};

    /** One that does it before it connects, and never is connected. */
    static BadDisplay never(String name, String line, Consumer<RawDisplayGuest> early) {
        return new BadDisplay(name, line, 0, early, NOTHING, null);
    }

    /** One that loses its display by it. */
    static BadDisplay broken(String name, String line, Consumer<RawDisplayGuest> act) {
        return new BadDisplay(name, line, 0, null, act, null);
    }

    /** One whose request is refused, and that goes on. */
    static BadDisplay refused(String name, int errno, String line, RawConnector.Request request) {
        return refused(name, errno, line, NOTHING, request);
    }

    /** The same, after some preparation. */
    static BadDisplay refused(
            String name, int errno, String line, Consumer<RawDisplayGuest> before, RawConnector.Request request) {
        return new BadDisplay(name, line, -errno, null, before, request);
    }

    @Override
    public String toString() {
        return name;
    }
}
