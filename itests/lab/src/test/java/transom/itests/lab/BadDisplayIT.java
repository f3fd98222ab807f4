package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worst of what {@code itests/badguests} tries on the simulator, by a real guest's pages, ports and nodes. */
@ExtendWith(LabLogs.class)
class BadDisplayIT {

    private static final String SIZE = "640x480";

    /** Its pages go when Xen has told everybody: a moment. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** After eight connections in a row a guest has to wait, and is told once each time that it waits. */
    private static final String TOO_OFTEN = "it connects too often";

    /**
     * A row of the table.
     *
     * @param name of native/badfront
     * @param end what the guest sees
     * @param line what Transom's one line says; empty if there is nothing to say
     */
    private record Attack(String name, String end, String line) {}

    private static final String BROKEN = "backend went to state 6";

    private static final List<Attack> ATTACKS = List.of(
            new Attack("overflow", "answered status -22", "needs more than buffer_sz"),
            new Attack("directory-loop", BROKEN, "page 2 is its page 1 again"),
            new Attack("foreign-directory", "answered status -22", "DBUF_CREATE refused"),
            new Attack("req-prod-jump", BROKEN, "its request ring claims 2147483648 requests"),
            new Attack("garbage-ring", "answered status -95", "the protocol has no such request"),
            new Attack("dead-flip", "answered status -2", "it has no framebuffer 0x4000"),
            new Attack("cookie-reuse", "answered status -17", "it has another buffer 0x1000"),
            new Attack("tall-framebuffer", "answered status -22", "does not lie in its buffer"),
            new Attack("ring-ended", BROKEN, "its request ring claims"),
            new Attack("event-counters", "answered status 0", ""));

    @Test
    void onlyTheGuestThatIsBadLosesItsDisplay() {
        try (var good = KmsGuest.create("pvh", "good", SIZE)) {
            good.open(0);
            good.flip(0, 2);
            var before = Holdings.settled();
            var transom = Lab.dom0("echo " + Transom.JVM);
            try (var bad = BadGuest.create("bad", SIZE)) {
                ATTACKS.forEach(attack -> {
                    bad.attacks(attack);
                    assertGoesOn(good);
                });
                bad.comesAndGoesForEver();
                assertGoesOn(good);
                assertThat(Transom.allocatorsOf(bad.domain))
                        .as("buffers that it never gave back")
                        .isNotEmpty();
            }
            assertNothingLeft(before);
            assertThat(Lab.dom0("echo " + Transom.JVM)).isEqualTo(transom);
            assertThat(good.complaints()).isEmpty();
        }
    }

    private static void assertGoesOn(KmsGuest good) {
        Transom.shell("check:reset");
        assertThat(good.flip(0, 2).done()).as("flips of the other guest").isEqualTo(2);
        // The last flip is done when its frame was taken, a moment before it is compared.
        Awaitility.await("frames of the other guest").atMost(LIMIT).untilAsserted(() -> {
            var checked = Transom.row("check:frames", good.label(0));
            assertThat(checked.getInt("frames")).as("frames compared").isGreaterThanOrEqualTo(2);
            assertThat(checked.getInt("missing") + checked.getInt("badPixels"))
                    .as("missing frames and wrong pixels of %s", checked)
                    .isZero();
        });
    }

    private static void assertNothingLeft(Holdings before) {
        Awaitility.await("all that the bad guest caused to be held")
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    var now = Holdings.now();
                    assertThat(now.isLike(before))
                            .as("%s is as it was: %s", now, before)
                            .isTrue();
                });
    }

    /** A guest whose display's driver is a program that means harm. */
    private record BadGuest(String name, String domain) implements AutoCloseable {

        static BadGuest create(String name, String size) {
            Lab.lab("guest", "destroy", name);
            Lab.lab("guest", "pvh", name, size, "--no-driver").expectSuccess();
            var guest = new BadGuest(name, Lab.dom0("xl domid " + name));
            guest.run("while read m; do insmod /modules/$m; done </modules/badfront.order");
            return guest;
        }

        private String run(String line) {
            return Lab.lab("guest", "run", name, line).expectSuccess().output();
        }

        void attacks(Attack attack) {
            int known = lines().size();
            assertThat(run("badfront " + attack.name)).contains("ATTACK " + attack.name + ": " + attack.end + "\n");
            var lines = lines().stream()
                    .skip(known)
                    .filter(line -> !line.contains(TOO_OFTEN))
                    .toList();
            if (attack.line.isEmpty()) {
                assertThat(lines).as("lines at WARN or above").isEmpty();
            } else {
                assertThat(lines)
                        .as("lines at WARN or above")
                        .singleElement()
                        .asString()
                        .contains(attack.line);
            }
        }

        void comesAndGoesForEver() {
            int known = lines().size();
            assertThat(run("badfront state-loop"))
                    .containsPattern("ATTACK state-loop: connected \\d times, then no more");
            assertThat(lines().stream().skip(known))
                    .as("lines at WARN or above")
                    .singleElement()
                    .asString()
                    .contains(TOO_OFTEN);
        }

        /** What Transom has complained of; none of it of another device, and none of its own failure. */
        private List<String> lines() {
            var lines = Lab.dom0(
                    "grep -E ' (WARN|ERROR) .*" + device() + "[ :]' /var/log/transom.log | grep -v framecheck || true");
            assertThat(lines).doesNotContain("our own failure");
            return lines.lines().toList();
        }

        private String device() {
            return "dom" + domain + "/vdispl0";
        }

        @Override
        public void close() {
            Lab.lab("guest", "destroy", name).expectSuccess();
        }
    }
}
