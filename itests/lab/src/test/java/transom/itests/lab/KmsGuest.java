package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A guest with a vdispl line, whose connectors are driven by {@code native/kms}. */
final class KmsGuest implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(120);

    /** What a kernel says when something of a display or of Xen went wrong; healthy flips say nothing. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "(?i)\\*ERROR\\*|drm|vdispl|xen.*(error|fail)|g\\.e\\.|timed.out|BUG|WARNING|Oops|Call Trace");

    private final String name;
    private final String domain;
    private int kernelLines;
    private boolean destroyed;

    private KmsGuest(String name) {
        this.name = name;
        this.domain = Lab.dom0("xl domid " + name);
    }

    /**
     * Returns when both ends of its display are connected.
     *
     * @param kind {@code pvh} or {@code pvd}
     * @param options of {@code lab guest}, e.g. sizes and {@code --fe-alloc}
     */
    static KmsGuest create(String kind, String name, String... options) {
        // What an earlier run that was cut short has left.
        Lab.lab("guest", "destroy", name);
        var all = new ArrayList<>(List.of("guest", kind, name));
        all.addAll(List.of(options));
        Lab.lab(all.toArray(String[]::new)).expectSuccess();
        var guest = new KmsGuest(name);
        guest.awaitConnected();
        guest.kernelLines = guest.kernelLog().size();
        return guest;
    }

    private void awaitConnected() {
        Awaitility.await("xenbus states of " + name)
                .atMost(CONNECT_LIMIT)
                .untilAsserted(() ->
                        assertThat(Lab.lab("guest", "states", name).output()).contains("vdispl frontend 4 backend 4"));
    }

    String name() {
        return name;
    }

    /** The first device's connector as the product names it. */
    String label(int connector) {
        return "dom" + domain + "/vdispl0:" + connector;
    }

    String domain() {
        return domain;
    }

    /** Shows frame 1. */
    void open(int connector) {
        kms("open", connector);
    }

    /**
     * What flips were like for the guest.
     *
     * @param frame the last, which is to be seen
     */
    record Flips(int done, double seconds, int longestGapMillis, int frame) {

        static final Flips NONE = new Flips(0, 0, 0, 0);

        Flips plus(Flips later) {
            return new Flips(
                    done + later.done,
                    seconds + later.seconds,
                    Math.max(longestGapMillis, later.longestGapMillis),
                    later.frame);
        }

        static Flips of(String said) {
            return new Flips(
                    Integer.parseInt(value(said, "flips")),
                    Double.parseDouble(value(said, "seconds")),
                    Integer.parseInt(value(said, "gap_ms")),
                    Integer.parseInt(value(said, "frame")));
        }
    }

    /** Returns when all are done, each to the next frame. */
    Flips flip(int connector, int flips, String... options) {
        var words = new ArrayList<String>();
        words.add(Integer.toString(flips));
        words.addAll(List.of(options));
        return Flips.of(kms("flip", connector, words.toArray(String[]::new)));
    }

    /** Flips in the background until {@link #still}, or until it is destroyed. */
    void run(int connector) {
        kms("run", connector);
    }

    /** Ends that. */
    Flips still(int connector) {
        return Flips.of(kms("still", connector));
    }

    /** Whether its kernel thinks that a monitor is there. */
    String connectorStatus() {
        return Lab.lab("guest", "run", name, "cat /sys/class/drm/card0-*/status")
                .expectSuccess()
                .output()
                .strip();
    }

    /** Of both buffers: how many are not as the guest drew them, as it sees them itself. */
    int wrongPixels(int connector) {
        return Integer.parseInt(value(kms("check", connector), "wrong"));
    }

    void close(int connector) {
        kms("close", connector);
    }

    private String kms(String verb, int connector, String... words) {
        var all = new ArrayList<>(List.of("guest", "kms", name, verb, Integer.toString(connector)));
        all.addAll(List.of(words));
        return Lab.lab(all.toArray(String[]::new)).expectSuccess().output();
    }

    private static String value(String said, String name) {
        var found = Pattern.compile("\\b" + name + "=(\\S+)").matcher(said);
        assertThat(found.find()).as("%s in '%s'", name, said).isTrue();
        return found.group(1);
    }

    /** What its kernel has complained of since it was ready; empty in a healthy guest. */
    List<String> complaints() {
        var log = kernelLog();
        return log.subList(Math.min(kernelLines, log.size()), log.size()).stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .toList();
    }

    private List<String> kernelLog() {
        return Lab.lab("guest", "run", name, "dmesg")
                .expectSuccess()
                .output()
                .lines()
                .toList();
    }

    /** Milliseconds that {@code xl destroy} took. */
    int destroy() {
        destroyed = true;
        var said = Lab.lab("guest", "destroy", name).expectSuccess().output();
        assertThat(said).doesNotContain("unable to remove device");
        var took = Pattern.compile("xl destroy took (\\d+) ms").matcher(said);
        assertThat(took.find()).as("'%s' says how long it took", said).isTrue();
        return Integer.parseInt(took.group(1));
    }

    /** The toolstack waits for a backend that does not answer, complains and goes on. */
    void destroyWithoutBackend() {
        destroyed = true;
        Lab.lab("guest", "destroy", name);
    }

    /** QEMU's emulation of SVM loses a guest now and then: Xen says so, and it is no more. */
    boolean isLostByEmulator() {
        return Lab.lab("run", "xl dmesg | grep -q '(XEN) d" + domain + "v0 Triple fault'")
                        .status()
                == 0;
    }

    @Override
    public void close() {
        if (!destroyed) {
            destroy();
        }
    }
}
