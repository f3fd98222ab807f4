package transom.itests.badguests;

import java.util.function.Consumer;

/**
 * A row of the table of bad guests.
 *
 * @param name what it does, for people
 * @param line what its one log line says
 * @param before done to a good guest before it connects
 * @param after done when it is connected; null if it does not get that far
 */
record BadGuest(String name, String line, Consumer<RawGuest> before, Consumer<RawGuest> after) {

    private static final Consumer<RawGuest> NOTHING = guest -> {};

    /** One that does it before it connects, and never is connected. */
    static BadGuest early(String name, String line, Consumer<RawGuest> before) {
        return new BadGuest(name, line, before, null);
    }

    /** One that does it when it is connected. */
    static BadGuest late(String name, String line, Consumer<RawGuest> after) {
        return new BadGuest(name, line, NOTHING, after);
    }

    @Override
    public String toString() {
        return name;
    }
}
