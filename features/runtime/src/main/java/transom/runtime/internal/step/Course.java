package transom.runtime.internal.step;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does steps one after the other, each followed by a look at guests and presenters; if one does not do well, takes it and all
 * before it back, the last first.
 *
 * <p><b>Thread:</b> one.
 */
public final class Course {

    private final Strides strides;
    private final Health health;
    private final Duration limit;
    private final Consumer<String> progress;

    /** @param limit of each step, until all do well */
    public Course(Host host, Health health, Duration limit, Consumer<String> progress) {
        this.strides = new Strides(host, health);
        this.health = health;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * How it went.
     *
     * @param failure why the steps were taken back, null if they were not
     * @param problems of taking them back, empty if all is as before
     */
    public record Result(String failure, List<String> problems) {

        public boolean isDone() {
            return failure == null;
        }
    }

    /** Goes through the steps. */
    public Result run(List<Step> steps) {
        Deque<Step> done = new ArrayDeque<>();
        Health.Expectation before = health.expect();
        for (Step step : steps) {
            progress.accept("step " + (done.size() + 1) + " of " + steps.size() + ": " + step);
            done.push(step);
            long begun = System.nanoTime();
            try {
                forward(step);
                progress.accept("guests and presenters do well after " + millisSince(begun) + " ms");
            } catch (StepException | RuntimeException e) {
                progress.accept("after " + millisSince(begun) + " ms: " + e.getMessage() + "; rolling back");
                return new Result(String.valueOf(e.getMessage()), takeBack(done, before));
            }
        }
        return new Result(null, List.of());
    }

    /** Takes back steps that went well, because of something that came after them. */
    public Result takeBack(List<Step> steps, String why) {
        Deque<Step> done = new ArrayDeque<>();
        steps.forEach(done::push);
        return new Result(why, takeBack(done, health.expect()));
    }

    private void forward(Step step) throws StepException {
        strides.prepare(step);
        Deadline deadline = Deadline.in(limit);
        Health.Expectation expected = health.expect();
        strides.forward(step, expected, deadline);
        health.await(expected, System.nanoTime(), deadline);
        strides.settle(step, Deadline.in(limit));
    }

    private List<String> takeBack(Deque<Step> done, Health.Expectation before) {
        List<String> problems = new ArrayList<>();
        while (!done.isEmpty()) {
            Step step = done.pop();
            long begun = System.nanoTime();
            problems.addAll(strides.back(step, Deadline.in(limit)));
            progress.accept("taken back after " + millisSince(begun) + " ms: "
                    + String.join(
                            ", ", step.changes().stream().map(Change::name).toList()));
        }
        try {
            health.await(before, System.nanoTime(), Deadline.in(limit));
        } catch (StepException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
