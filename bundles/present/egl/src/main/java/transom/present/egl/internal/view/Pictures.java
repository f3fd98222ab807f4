package transom.present.egl.internal.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Makes pictures, and keeps those that are given back for a short time: whose backend is replaced comes back at once, and finds a
 * context and shaders, which take longer to make than a frame.
 *
 * <p><b>Thread:</b> render.
 */
final class Pictures {

    private record Spare(Picture picture, long end) {}

    private final Surroundings surroundings;
    private final Runnable wake;
    private final Deque<Spare> spares = new ArrayDeque<>();

    /** @param wake makes the render thread take a turn */
    Pictures(Surroundings surroundings, Runnable wake) {
        this.surroundings = surroundings;
        this.wake = wake;
    }

    /** An empty one. <b>Owner:</b> the caller closes it or gives it back. */
    Picture take() {
        Spare spare = spares.pollLast();
        return spare == null ? new Picture(surroundings, wake) : spare.picture();
    }

    /** Takes one that is not needed now. <b>Owner:</b> this, from now on. */
    void giveBack(Picture picture, long graceMillis) {
        if (surroundings.windows().isLost()) {
            picture.close();
            return;
        }
        try {
            picture.empty();
            spares.add(new Spare(picture, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis)));
        } catch (RuntimeException e) {
            picture.close();
        }
    }

    /** Closes those that nobody has taken in time. Does not allocate if there is none. @return nanoseconds until the next one's end */
    long tick() {
        while (!spares.isEmpty()) {
            long left = spares.peekFirst().end() - System.nanoTime();
            if (left > 0) {
                return left;
            }
            spares.pollFirst().picture().close();
        }
        return Long.MAX_VALUE;
    }

    /** Closes all that are here. */
    void close() {
        spares.forEach(spare -> spare.picture().close());
        spares.clear();
    }
}
