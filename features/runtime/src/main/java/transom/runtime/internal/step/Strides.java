package transom.runtime.internal.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import transom.runtime.internal.step.Step.Way;

/**
 * How each kind of step is prepared, done, made final and taken back. Until it is final the former bundle is there still,
 * loaded and linked, so that taking back is starting it. <b>Thread:</b> one.
 */
final class Strides {

    /** What must be stopped and does not is left behind after this, because guests wait meanwhile. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /**
     * The bundles of a step that is not final.
     *
     * @param former null if there was none
     * @param fresh null if there is none
     */
    private record Pair(Long former, Long fresh) {}

    private final Host host;
    private final Health health;
    private final Map<Step, Pair> pairs = new HashMap<>();

    Strides(Host host, Health health) {
        this.host = host;
        this.health = health;
    }

    /** What guests do not notice: the new bundle lies beside the former one, its classes loaded. */
    void prepare(Step step) throws StepException {
        if (step instanceof Step.InPlace) {
            return;
        }
        Change change = step.changes().get(0);
        Long former = null;
        if (change.previous() != null) {
            former = host.current(change.name());
            host.adopt(former);
        }
        Long fresh = null;
        if (change.next() != null) {
            fresh = host.install(change.next());
            host.warm(fresh);
        }
        pairs.put(step, new Pair(former, fresh));
    }

    void forward(Step step, Health.Expectation expected, Deadline deadline) throws StepException {
        if (step instanceof Step.InPlace inPlace) {
            inPlace(inPlace, deadline);
            return;
        }
        Pair pair = pairs.get(step);
        if (step.is(Way.BESIDE) || step.is(Way.RELIEF)) {
            host.start(pair.fresh(), deadline);
            health.awaitShown(expected, pair.former(), pair.fresh(), deadline);
            host.stop(pair.former(), deadline);
            return;
        }
        if (pair.former() != null) {
            host.stop(pair.former(), deadline);
        }
        if (pair.fresh() != null) {
            host.start(pair.fresh(), deadline);
        }
    }

    private void inPlace(Step.InPlace step, Deadline deadline) throws StepException {
        List<Long> closure = step.closure().stream().map(host::current).toList();
        for (int i = closure.size() - 1; i >= 0; i--) {
            host.stop(closure.get(i), deadline);
        }
        for (Change change : step.changes()) {
            host.replace(host.current(change.name()), change.next(), deadline);
        }
        host.refresh(closure, deadline);
        for (long bundle : closure) {
            host.start(bundle, deadline);
        }
    }

    /** The former bundle goes. */
    void settle(Step step, Deadline deadline) throws StepException {
        Pair pair = pairs.remove(step);
        if (pair == null) {
            return;
        }
        if (pair.fresh() != null) {
            host.adopt(pair.fresh());
        }
        if (pair.former() != null) {
            host.uninstall(pair.former(), deadline);
        }
    }

    /** What could not be done of it. */
    List<String> back(Step step, Deadline deadline) {
        List<String> problems = new ArrayList<>();
        Pair pair = pairs.remove(step);
        if (pair != null) {
            unsettledBack(step, pair, deadline, problems);
        } else if (step instanceof Step.InPlace inPlace) {
            inPlaceBack(inPlace, deadline, problems);
        } else {
            attempt(problems, () -> {
                Step inverse = step.inverse();
                prepare(inverse);
                forward(inverse, health.expect(), deadline);
                settle(inverse, deadline);
            });
        }
        return problems;
    }

    private void unsettledBack(Step step, Pair pair, Deadline deadline, List<String> problems) {
        if (pair.fresh() != null && !step.is(Way.BESIDE)) {
            attempt(problems, () -> host.stop(pair.fresh(), Deadline.in(PATIENCE)));
        }
        if (pair.former() != null) {
            attempt(problems, () -> host.start(pair.former(), deadline));
        }
        if (pair.fresh() != null) {
            attempt(problems, () -> host.uninstall(pair.fresh(), Deadline.in(PATIENCE)));
        }
    }

    private void inPlaceBack(Step.InPlace step, Deadline deadline, List<String> problems) {
        Map<String, Artifact> before = new HashMap<>();
        step.changes().forEach(change -> before.put(change.name(), change.previous()));
        for (int i = step.closure().size() - 1; i >= 0; i--) {
            String name = step.closure().get(i);
            giveBack(name, before.get(name), deadline, problems);
        }
        List<Long> closure = step.closure().stream().map(host::current).toList();
        attempt(problems, () -> host.refresh(closure, deadline));
        for (long bundle : closure) {
            attempt(problems, () -> host.start(bundle, deadline));
        }
    }

    /** The bundle stopped, with its former content; if it does not stop, another bundle in its place. */
    private void giveBack(String name, Artifact jar, Deadline deadline, List<String> problems) {
        long bundle = host.current(name);
        try {
            host.stop(bundle, Deadline.in(PATIENCE));
            if (jar != null) {
                host.replace(bundle, jar, deadline);
            }
        } catch (StepException e) {
            if (jar == null) {
                problems.add(e.getMessage());
                return;
            }
            attempt(problems, () -> host.uninstall(bundle, Deadline.in(PATIENCE)));
            attempt(problems, () -> host.adopt(host.install(jar)));
        }
    }

    private interface Action {
        void run() throws StepException;
    }

    private static void attempt(List<String> problems, Action action) {
        try {
            action.run();
        } catch (StepException | RuntimeException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
