package transom.runtime.internal.step;

import java.util.List;
import java.util.stream.Collectors;

/** What is done at once, and looked at afterwards. */
public sealed interface Step {

    /** What takes it back. */
    Step inverse();

    /** The bundles that it replaces, adds or removes. */
    List<Change> changes();

    /**
     * Stops bundles, gives some of them other content, wires all anew, and starts them again.
     *
     * @param closure names of all that stop, in the order in which they start
     */
    record InPlace(List<Change> changes, List<String> closure) implements Step {

        @Override
        public Step inverse() {
            return new InPlace(changes.stream().map(Change::inverse).toList(), closure);
        }

        @Override
        public String toString() {
            List<String> others = closure.stream()
                    .filter(name -> changes.stream().noneMatch(c -> c.name().equals(name)))
                    .toList();
            return text(changes)
                    + (others.isEmpty() ? "" : "; in the same step start again: " + String.join(", ", others));
        }
    }

    /** What is done to one bundle whose classes nobody else is wired to. */
    enum Way {
        /** Starts the new one beside the old one, which goes when the new one has shown every scanout. */
        BESIDE,
        /** Starts the new one, which lies ready beside the old one, when that has stopped. */
        EXCHANGE,
        /** Starts the new one beside the old one, which leaves guests to it one by one, and stops the old one. */
        RELIEF,
        /** Installs a bundle that was not there, or uninstalls one. */
        PRESENCE
    }

    /** Changes one bundle. */
    record Single(Way way, Change change) implements Step {

        @Override
        public Step inverse() {
            return new Single(way, change.inverse());
        }

        @Override
        public List<Change> changes() {
            return List.of(change);
        }

        @Override
        public String toString() {
            return change + (way == Way.BESIDE ? ", make before break" : "");
        }
    }

    /** Whether it is changed in this way. */
    default boolean is(Way way) {
        return this instanceof Single single && single.way() == way;
    }

    private static String text(List<Change> changes) {
        return changes.stream().map(Change::toString).collect(Collectors.joining(", "));
    }
}
