package transom.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lets frames flow, says how it goes, and measures what a frame allocates once the JVM has warmed up. */
final class Flow {

    /** The threads that a frame passes: the guests' loop and the presenters'. */
    private static final Set<String> THREADS = Set.of("guest", "transom-render", "transom-headless");

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A third of the time, at most this long, is not measured. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Product product;
    private final int guests;
    private final BooleanSupplier over;

    Flow(Product product, int guests, BooleanSupplier over) {
        this.product = product;
        this.guests = guests;
        this.over = over;
    }

    /** At one moment: frames presented by all, heap bytes allocated by the threads that frames pass. */
    private record Sample(long nanos, long frames, long allocated) {

        /** Whether somebody has begun to count anew, because a bundle was replaced. */
        boolean isAnew(Sample before) {
            return frames < before.frames || allocated < before.allocated;
        }
    }

    /** Heap bytes per frame. */
    double measure(Duration time, Duration betweenLines) throws IOException {
        long start = System.nanoTime();
        long end = time == null ? Long.MAX_VALUE : start + time.toNanos();
        long warm = start + (time == null ? WARM_UP : min(WARM_UP, time.dividedBy(3))).toNanos();
        Sample first = sample();
        Sample said = first;
        boolean measuring = false;
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            Patience.pause(min(LOOK, Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
            product.requireAlive();
            long now = System.nanoTime();
            if (!measuring && now >= warm) {
                first = sample();
                measuring = true;
            }
            if (now - said.nanos() >= betweenLines.toNanos()) {
                said = say(said);
                first = said.isAnew(first) ? said : first;
            }
        }
        Sample last = sample();
        long frames = last.frames() - first.frames();
        return frames == 0 || last.isAnew(first) ? 0 : (double) (last.allocated() - first.allocated()) / frames;
    }

    private Sample say(Sample before) throws IOException {
        Sample now = sample();
        double seconds = (now.nanos() - before.nanos()) / 1e9;
        long shown = now.isAnew(before) ? now.frames() : now.frames() - before.frames();
        System.out.printf(
                "transom: %d frames of %d guest%s, %.1f a second%n",
                now.frames(), guests, guests == 1 ? "" : "s", shown / seconds);
        return now;
    }

    private Sample sample() throws IOException {
        Map<String, Long> allocated = product.allocated();
        long bytes = THREADS.stream()
                .mapToLong(thread -> allocated.getOrDefault(thread, 0L))
                .sum();
        long frames = product.shown().stream().mapToLong(Shown::frames).sum();
        return new Sample(System.nanoTime(), frames, bytes);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
