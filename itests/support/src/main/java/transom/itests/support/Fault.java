package transom.itests.support;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What can be wrong with a release of a bundle, and what an update that brings it comes to. */
public enum Fault {
    DOES_NOT_RESOLVE("refused", "no.such.package"),
    THROWS("rolled back", "no good today"),
    HANGS("rolled back", " hangs in "),
    NEVER_PRESENTS("rolled back", "");

    private final String outcome;
    private final String reason;

    Fault(String outcome, String reason) {
        this.outcome = outcome;
        this.reason = reason;
    }

    /** For people, e.g. {@code does not resolve}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As {@code transom:history} names it. */
    public String outcome() {
        return outcome;
    }

    /** What whoever brought it is told, among other things. */
    public List<String> told() {
        return List.of(outcome.equals("refused") ? "nothing was touched" : outcome, reason);
    }

    /** Puts it into a bundle. */
    public Rewritten into(Rewritten jar) throws IOException {
        return switch (this) {
            case DOES_NOT_RESOLVE -> jar.importing("no.such.package;version=\"[1,2)\"");
            case THROWS -> jar.activatedBy(Broken.Throws.class);
            case HANGS -> jar.activatedBy(Broken.Hangs.class);
            case NEVER_PRESENTS -> jar.withoutComponents();
        };
    }
}
