package transom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gathers what does not hold. Counts are judged (bytes, frames), and of times only what guests and people bear: others
 * depend on the machine.
 */
final class Verdict {

    private final List<String> failures = new ArrayList<>();

    void atMost(String what, double value, double limit) {
        if (!(value <= limit)) {
            failures.add(String.format(Locale.ROOT, "%s: %.1f, at most %.1f", what, value, limit));
        }
    }

    void holds(String what, boolean holds) {
        if (!holds) {
            failures.add(what);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
