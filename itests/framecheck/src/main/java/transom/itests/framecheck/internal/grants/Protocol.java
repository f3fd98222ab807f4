package transom.itests.framecheck.internal.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What was tried and how it went: a line for each, {@code ok} or {@code FAILED} first. */
final class Protocol {

    private final List<String> lines = new ArrayList<>();

    void note(String text) {
        lines.add("note " + text);
    }

    void check(String what, BooleanSupplier holds) {
        boolean ok;
        String detail = "";
        try {
            ok = holds.getAsBoolean();
        } catch (RuntimeException e) {
            ok = false;
            detail = ": " + e;
        }
        lines.add((ok ? "ok " : "FAILED ") + what + detail);
    }

    /** Must be refused with these words in the message. */
    void refused(String what, Runnable call, String... words) {
        try {
            call.run();
            lines.add("FAILED " + what + ": it was not refused");
        } catch (RuntimeException e) {
            boolean said = List.of(words).stream()
                    .allMatch(word -> String.valueOf(e.getMessage()).contains(word));
            lines.add((said ? "ok " : "FAILED ") + what + ": " + e.getMessage());
        }
    }

    String text() {
        return String.join("\n", lines);
    }
}
