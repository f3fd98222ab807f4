package transom.runtime.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.features.UserError;
import transom.features.state.Happened;
import transom.runtime.Updates;
import transom.runtime.internal.flow.Observer;
import transom.runtime.internal.host.FrameworkHost;
import transom.runtime.internal.plan.Planner;
import transom.runtime.internal.step.Course;
import transom.runtime.internal.step.Step;

/** Plans, goes through the steps, and writes down what came of it. */
final class Updater implements Updates {

    private static final Logger LOG = LoggerFactory.getLogger(Updater.class);

    /** Long enough for a guest with 20 updates a second to show its period. */
    private static final Duration BEFORE = Duration.ofMillis(600);

    /** After the last step, so that a stumble right after it is seen. */
    private static final Duration AFTER = Duration.ofMillis(200);

    private final BundleContext context;
    private final FrameworkHost host;
    private final Planner planner;
    private final Ledger ledger;
    private final Path home;
    private final Duration limit;
    private final AtomicReference<String> busy = new AtomicReference<>();
    private volatile Relay relay;

    Updater(BundleContext context, FrameworkHost host, Planner planner, Ledger ledger, Path home, Duration limit) {
        this.context = context;
        this.host = host;
        this.planner = planner;
        this.ledger = ledger;
        this.home = home;
        this.limit = limit;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public Outcome update(Path file, boolean kept, Duration stepLimit, Consumer<String> progress) {
        String what = (kept ? "update " : "try ") + file;
        return alone(
                what,
                progress,
                lines -> run(
                        what,
                        () -> planner.update(Brought.by(file, home)),
                        steps -> {
                            if (kept) {
                                ledger.advance(steps, label("update", steps));
                            } else {
                                ledger.write(label("try", steps), Happened.Outcome.TRIED, "until the next start");
                            }
                        },
                        stepLimit,
                        lines));
    }

    @Override
    public Outcome rollback(Duration stepLimit, Consumer<String> progress) {
        return alone(
                "rollback",
                progress,
                lines -> run(
                        "rollback",
                        () -> planner.back(ledger.changesBack(planner)),
                        steps -> ledger.goneBack(label("rollback", steps)),
                        stepLimit,
                        lines));
    }

    @Override
    public Outcome swap(String name, Duration stepLimit, Consumer<String> progress) {
        String what = "swap " + name;
        return alone(what, progress, lines -> run(what, () -> planner.swap(name), steps -> {}, stepLimit, lines));
    }

    @Override
    public List<Line> history() {
        return ledger.state().history().stream()
                .map(line -> new Line(
                        line.when(),
                        line.what(),
                        line.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        line.why()))
                .toList();
    }

    @Override
    public Optional<Outcome> last() {
        Relay current = relay;
        return current == null ? Optional.empty() : Optional.of(current.await());
    }

    private interface Work {
        Outcome with(Consumer<String> lines);
    }

    /** One at a time, on a thread that does not belong to the shell, which may be replaced. */
    private Outcome alone(String what, Consumer<String> progress, Work work) {
        if (!busy.compareAndSet(null, what)) {
            throw new IllegalStateException("'" + busy.get() + "' is under way; wait for its end, see transom:history");
        }
        relay = new Relay(what, progress);
        return relay.run(lines -> {
            try {
                return work.with(lines);
            } finally {
                busy.set(null);
            }
        });
    }

    private interface Note {
        void write(List<Step> steps) throws IOException;
    }

    private Outcome run(
            String what, Supplier<List<Step>> plan, Note record, Duration stepLimit, Consumer<String> lines) {
        List<Step> steps;
        try {
            steps = plan.get();
        } catch (UserError e) {
            note(what, Happened.Outcome.REFUSED, e.getMessage());
            return new Outcome(End.REFUSED, e.getMessage() + "\nnothing was touched", List.of());
        }
        if (steps.isEmpty()) {
            return new Outcome(End.DONE, "all of it runs already; nothing was touched", List.of());
        }
        LOG.info("{}: {}", what, steps);
        return go(what, steps, record, stepLimit, lines);
    }

    private Outcome go(String what, List<Step> steps, Note record, Duration stepLimit, Consumer<String> lines) {
        try (Observer observer = new Observer(context)) {
            observer.watch(BEFORE);
            long begun = System.nanoTime();
            Course course = new Course(host, observer, stepLimit, lines);
            Course.Result result = course.run(steps);
            if (result.isDone()) {
                result = written(course, steps, record, result);
            }
            observer.watch(AFTER);
            return outcome(what, result, observer.gaps(begun));
        }
    }

    /** What cannot be written down does not start next time, so it is not kept now either. */
    private Course.Result written(Course course, List<Step> steps, Note record, Course.Result result) {
        try {
            record.write(steps);
            return result;
        } catch (IOException | UserError e) {
            return course.takeBack(steps, "the state cannot be written (" + e.getMessage() + ")");
        }
    }

    private Outcome outcome(String what, Course.Result result, List<Gap> gaps) {
        if (result.isDone()) {
            LOG.info("{}: done", what);
            String done = what + ": done" + (gaps.isEmpty() ? "; no guest drew meanwhile" : "");
            return new Outcome(End.DONE, done, gaps);
        }
        if (result.problems().isEmpty()) {
            note(what, Happened.Outcome.ROLLED_BACK, result.failure());
            return new Outcome(
                    End.ROLLED_BACK, what + ": rolled back, everything is as before: " + result.failure(), gaps);
        }
        String problems = result.failure() + "; and rolling back: " + String.join("; ", result.problems());
        note(what, Happened.Outcome.BROKEN, problems);
        return new Outcome(
                End.BROKEN,
                what + ": " + problems
                        + "\nwhat started last time starts next time: ./transom restart (guests draw on)",
                gaps);
    }

    private void note(String what, Happened.Outcome outcome, String why) {
        LOG.warn("{}: {}: {}", what, outcome, why);
        try {
            ledger.write(what, outcome, why);
        } catch (IOException | UserError e) {
            LOG.error("the history cannot be written: {}", e.getMessage());
        }
    }

    private static String label(String verb, List<Step> steps) {
        return verb + " "
                + steps.stream()
                        .flatMap(step -> step.changes().stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
    }
}
