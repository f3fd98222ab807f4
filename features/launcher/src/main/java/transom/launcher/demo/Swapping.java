package transom.launcher.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import transom.features.UserError;

/** Replaces bundles of the running product, and asks the guests what they noticed of it. */
final class Swapping {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CONNECTED = 4;

    /** What a guest counts that must not happen because of an update. */
    private static final List<String> ERRORS = List.of("timeouts", "lateFlips", "refused", "dropped");

    /** So many frames are served after each swap before it is judged. */
    private static final int FRAMES_AFTER = 10;

    private final Product product;
    private final List<GuestProcess> guests;

    Swapping(Product product, List<GuestProcess> guests) {
        this.product = product;
        this.guests = guests;
    }

    /** Swaps one of them so many times. */
    SwapFigures measure(String bundle, int times) throws IOException {
        double[] gaps = new double[times];
        double[] missed = new double[times];
        double[] before = new double[times];
        long errors = 0;
        for (int i = 0; i < times; i++) {
            Noticed noticed = swap(bundle);
            gaps[i] = noticed.gapMillis();
            missed[i] = noticed.missedFrames();
            before[i] = noticed.beforeMillis();
            errors += noticed.errors();
        }
        SwapFigures figures = new SwapFigures(bundle, gaps, missed, before, errors);
        System.out.println("transom: " + figures.text());
        return figures;
    }

    /** The worst of what was noticed of one swap. */
    private record Noticed(double gapMillis, double missedFrames, double beforeMillis, long errors) {

        Noticed and(Noticed other) {
            return new Noticed(
                    Math.max(gapMillis, other.gapMillis),
                    Math.max(missedFrames, other.missedFrames),
                    Math.max(beforeMillis, other.beforeMillis),
                    errors + other.errors);
        }
    }

    private Noticed swap(String bundle) throws IOException {
        long before = 0;
        for (GuestProcess guest : guests) {
            before += errors(guest.tell("pace"));
        }
        Noticed all = new Noticed(0, 0, 0, -before);
        // What a guest is served it tells itself: the product does not see what the caretaker answers.
        for (JsonObject display : product.swap(bundle)) {
            if (display.getString("by").equals("guest")) {
                continue;
            }
            all = all.and(new Noticed(
                    display.getJsonNumber("gapMillis").doubleValue(),
                    number(display, "missedFrames"),
                    display.getJsonNumber("beforeMillis").doubleValue(),
                    0));
        }
        for (GuestProcess guest : guests) {
            all = all.and(noticed(guest));
        }
        return all;
    }

    private static Noticed noticed(GuestProcess guest) throws IOException {
        Noticed noticed = new Noticed(0, 0, 0, 0);
        long frames = 0;
        JsonObject pace;
        long end = System.nanoTime() + LIMIT.toNanos();
        do {
            if (System.nanoTime() - end > 0) {
                throw new UserError("guest " + guest.name() + " was served no frames within " + LIMIT.toSeconds()
                        + " s after a swap");
            }
            Patience.pause(Patience.STEP);
            pace = guest.tell("pace");
            frames += number(pace, "framesServed");
            noticed = noticed.and(
                    new Noticed(number(pace, "longestGapMicros") / 1000.0, number(pace, "missedFrames"), 0, 0));
        } while (frames < FRAMES_AFTER);
        return noticed.and(new Noticed(0, 0, 0, errors(pace)));
    }

    private static long errors(JsonObject status) {
        long errors = status.getString("fault", "").isEmpty() ? 0 : 1;
        errors += number(status, "state") == CONNECTED && number(status, "backendState") == CONNECTED ? 0 : 1;
        for (String name : ERRORS) {
            errors += status.containsKey(name) ? number(status, name) : 0;
        }
        return errors;
    }

    private static long number(JsonObject status, String name) {
        return status.getJsonNumber(name).longValue();
    }
}
