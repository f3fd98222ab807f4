package transom.runtime.internal.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import transom.runtime.Updates.Gap;
import transom.runtime.internal.step.Deadline;
import transom.runtime.internal.step.Health;
import transom.runtime.internal.step.StepException;

/** Watches guests and presenters for as long as an update takes. <b>Owner:</b> who made it closes it. */
public final class Observer implements Health, AutoCloseable {

    /** What drew in this time before a step must draw after it. Linux' xen-fbfront sends 20 updates a second. */
    private static final long RECENT_NANOS = 500_000_000L;

    private final Flow flow;
    private final List<Sampler> samplers;

    public Observer(BundleContext context) {
        this(new Flow(), context);
    }

    private Observer(Flow flow, BundleContext context) {
        this.flow = flow;
        this.samplers = List.of(
                new Sampler(context, "displays", Row::ofDisplay, flow::displays),
                new Sampler(context, "presentations", Row::ofPresentation, flow::presentations));
    }

    /** Without samplers. */
    Observer(Flow flow) {
        this.flow = flow;
        this.samplers = List.of();
    }

    /** Looks for that long at what is there, to have something to compare with. */
    public void watch(Duration time) {
        Deadline end = Deadline.in(time);
        try {
            while (end.left() > 0 || !flow.isSeen()) {
                flow.awaitSample(Math.max(end.left(), Sampler.PERIOD_NANOS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What was well.
     *
     * @param wells displays that were well, and what presenters had shown
     * @param flowing what drew
     */
    private record Seen(Set<Row> wells, Set<Row.Key> flowing) implements Expectation {}

    @Override
    public Expectation expect() {
        long now = System.nanoTime();
        Set<Row> wells = flow.rows().stream()
                .filter(row -> row.state().isEmpty())
                .filter(row -> row.by().equals(Row.GUEST) || row.frames() > 0)
                .collect(Collectors.toCollection(HashSet::new));
        return new Seen(wells, flow.flowing(now - RECENT_NANOS, now));
    }

    @Override
    public void await(Expectation expected, long since, Deadline deadline) throws StepException {
        await(deadline, () -> missing((Seen) expected, since));
    }

    @Override
    public void awaitShown(Expectation expected, long oldBundle, long newBundle, Deadline deadline)
            throws StepException {
        await(deadline, () -> {
            List<Row> rows = flow.rows();
            return ((Seen) expected)
                    .wells().stream()
                            .filter(row -> row.bundle() == oldBundle)
                            .filter(row -> rows.stream()
                                    .noneMatch(r ->
                                            r.bundle() == newBundle && r.key().equals(row.key()) && r.frames() > 0))
                            .map(row -> row.by().equals(Row.GUEST)
                                    ? row.display() + " is not served by the new version"
                                    : "the new " + row.by() + " has not shown " + row.display())
                            .toList();
        });
    }

    private interface Look {
        /** What is not well, for people; empty if all is. */
        List<String> look();
    }

    private void await(Deadline deadline, Look look) throws StepException {
        try {
            List<String> missing = look.look();
            while (!missing.isEmpty()) {
                if (deadline.left() == 0) {
                    throw new StepException(String.join("; ", missing));
                }
                flow.awaitSample(deadline.left());
                missing = look.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException("interrupted");
        }
    }

    private List<String> missing(Seen expected, long since) {
        List<Row> rows = flow.rows();
        List<String> missing = new ArrayList<>();
        for (Row well : expected.wells()) {
            List<Row> now =
                    rows.stream().filter(row -> row.key().equals(well.key())).toList();
            boolean guest = well.by().equals(Row.GUEST);
            if (now.isEmpty()) {
                missing.add(
                        guest ? well.display() + " has not come back" : well.by() + " does not show " + well.display());
            } else if (now.stream().noneMatch(row -> row.state().isEmpty() && (guest || row.frames() > 0))) {
                missing.add(
                        guest
                                ? well.display() + " " + now.get(0).state()
                                : well.by() + " has not shown " + well.display());
            } else if (expected.flowing().contains(well.key()) && !flow.hasFrameAfter(well.key(), since)) {
                missing.add(
                        guest
                                ? well.display() + " drew, and is not served any more"
                                : well.by() + " shows nothing new of " + well.display());
            }
        }
        return missing;
    }

    /** What displays saw since then, compared with the time before. */
    public List<Gap> gaps(long from) {
        return flow.gaps(from);
    }

    @Override
    public void close() {
        samplers.forEach(Sampler::close);
    }
}
