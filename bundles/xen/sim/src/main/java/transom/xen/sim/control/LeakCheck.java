package transom.xen.sim.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * For tests: what the control domain holds of guests must be the same after as before, by the simulator's own books.
 *
 * <p><b>Thread:</b> any.
 */
public final class LeakCheck {

    private final Supplier<List<String>> books;
    private final List<String> before;

    private LeakCheck(Supplier<List<String>> books) {
        this.books = books;
        this.before = books.get();
    }

    /** @param books a line for each thing held */
    public static LeakCheck begin(Supplier<List<String>> books) {
        return new LeakCheck(books);
    }

    /** What is held now and was not before: mappings, ports, zombies, watches. */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>(books.get());
        before.forEach(leaks::remove);
        return leaks;
    }

    /** Fails with the list of what is still held. */
    public void assertNone() {
        List<String> leaks = leaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leaked:\n  " + String.join("\n  ", leaks));
        }
    }
}
