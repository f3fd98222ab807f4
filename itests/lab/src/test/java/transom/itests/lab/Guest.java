package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A PV guest that {@code xl create} started from a stock configuration. */
final class Guest implements AutoCloseable {
    /** A second, mostly; taking the picture can need 20 s on a loaded machine. */
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(120);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(120);

    private final String name;
    private boolean destroyed;

    private Guest(String name) {
        this.name = name;
    }

    /** Returns when the guest's init runs. */
    static Guest create(String name, String size) {
        // What an earlier run that was cut short has left.
        Lab.lab("guest", "destroy", name);
        Lab.lab("guest", "pv", name, size).expectSuccess();
        return new Guest(name);
    }

    String name() {
        return name;
    }

    /** A shell line in the guest; returns what it printed. */
    String run(String line) {
        return Lab.lab("guest", "run", name, line).expectSuccess().output();
    }

    void paint(String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "guest";
        all[1] = "paint";
        all[2] = name;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        Lab.lab(all).expectSuccess();
    }

    /** Waits until both ends of the framebuffer are in state Connected. */
    void awaitFramebufferConnected() {
        Awaitility.await("xenbus states of " + name)
                .atMost(CONNECT_LIMIT)
                .untilAsserted(() ->
                        assertThat(Lab.lab("guest", "states", name).output()).contains("vfb frontend 4 backend 4"));
    }

    /** Waits until the guest's window shows the pattern, every pixel of it, at its own size. */
    void awaitPattern(int width, int height, int seed) {
        Awaitility.await("window of " + name)
                .atMost(PICTURE_LIMIT)
                .untilAsserted(() -> assertShows(width, height, seed));
    }

    private void assertShows(int width, int height, int seed) throws IOException {
        var image = Lab.picture(name);
        assertThat(image.getWidth() + "x" + image.getHeight())
                .as("size of the window")
                .isEqualTo(width + "x" + height);
        assertThat(Pattern.differences(image, seed))
                .as("pixels that differ from seed %d", seed)
                .isEmpty();
    }

    /** Returns what {@code xl destroy} said. */
    String destroy() {
        destroyed = true;
        return Lab.lab("guest", "destroy", name).expectSuccess().output();
    }

    @Override
    public void close() {
        if (!destroyed) {
            destroy();
        }
    }
}
