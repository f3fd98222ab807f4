package transom.runtime.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import transom.features.UserError;
import transom.features.state.Generation;
import transom.features.state.Happened;
import transom.features.state.Replacement;
import transom.features.state.State;
import transom.features.state.StateFolder;
import transom.runtime.internal.host.Jars;
import transom.runtime.internal.plan.Planner;
import transom.runtime.internal.step.Artifact;
import transom.runtime.internal.step.Change;
import transom.runtime.internal.step.Step;

/** What is on disk of updates, as steps see it. <b>Thread:</b> one at a time. */
final class Ledger {

    private final StateFolder folder;
    private final String base;

    Ledger(StateFolder folder, String base) {
        this.folder = folder;
        this.base = base;
    }

    /** What is there; another product's generations count as none, its history stays. */
    State state() {
        State found = folder.load().orElseGet(() -> State.shipped(base));
        return found.base().equals(base) ? found : new State(base, Generation.SHIPPED, List.of(), found.history());
    }

    /** One more line, nothing else. */
    void write(String what, Happened.Outcome outcome, String why) throws IOException {
        folder.save(state().with(line(what, outcome, why)));
    }

    /** What the steps have brought is what starts next time; what they replaced can be gone back to. */
    void advance(List<Step> steps, String what) throws IOException {
        State state = state();
        Map<String, Replacement> after = byName(state.current());
        List<Replacement> shipped = new ArrayList<>();
        for (Change change : changes(steps)) {
            if (change.previous() != null && !after.containsKey(change.name())) {
                shipped.add(put(change.previous()));
            }
            after.put(change.name(), put(change.next()));
        }
        State known = new State(
                base,
                with(state.current(), shipped),
                state.earlier().stream().map(g -> with(g, shipped)).toList(),
                state.history());
        folder.save(
                known.advanced(known.current(), List.copyOf(after.values()), line(what, Happened.Outcome.DONE, "")));
    }

    /** What no update had replaced until now, every generation until now had. */
    private static Generation with(Generation generation, List<Replacement> shipped) {
        Map<String, Replacement> all = byName(generation);
        shipped.forEach(replacement -> all.putIfAbsent(replacement.name(), replacement));
        return new Generation(generation.number(), List.copyOf(all.values()));
    }

    void goneBack(String what) throws IOException {
        folder.save(state().back(line(what, Happened.Outcome.DONE, "")));
    }

    /** From what runs to what ran before the last update. */
    List<Change> changesBack(Planner planner) {
        State state = state();
        if (state.earlier().isEmpty()) {
            throw new UserError(
                    "there is nothing to go back to: no update was kept since this product was started first" + " ("
                            + folder.path() + ")");
        }
        Map<String, Replacement> before = byName(state.earlier().get(0));
        List<Change> changes = new ArrayList<>();
        for (Replacement now : state.current().replacements()) {
            Optional<Artifact> running = planner.running(now.name());
            Replacement then = before.get(now.name());
            Artifact next = then == null ? null : read(then);
            if (running.isPresent()
                    && (next == null || !next.sha256().equals(running.get().sha256()))) {
                changes.add(new Change(running.get(), next));
            }
        }
        return changes;
    }

    private Artifact read(Replacement replacement) {
        try {
            if (!folder.isWhole(replacement.sha256())) {
                throw new UserError(folder.jar(replacement.sha256()) + " (" + replacement.name() + " "
                        + replacement.version()
                        + ") is missing or damaged, so there is no way back to it; update to it:"
                        + " ./transom update JAR");
            }
            return Jars.of(replacement.name(), Files.readAllBytes(folder.jar(replacement.sha256())));
        } catch (IOException e) {
            throw new UserError(folder.jar(replacement.sha256()) + " cannot be read: " + e);
        }
    }

    private Replacement put(Artifact jar) throws IOException {
        folder.add(jar.bytes());
        return new Replacement(jar.name(), jar.version(), jar.sha256());
    }

    private static Map<String, Replacement> byName(Generation generation) {
        Map<String, Replacement> byName = new LinkedHashMap<>();
        generation.replacements().forEach(replacement -> byName.put(replacement.name(), replacement));
        return byName;
    }

    private static List<Change> changes(List<Step> steps) {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    private static Happened line(String what, Happened.Outcome outcome, String why) {
        return new Happened(Instant.now().truncatedTo(ChronoUnit.MILLIS), what, outcome, why);
    }
}
