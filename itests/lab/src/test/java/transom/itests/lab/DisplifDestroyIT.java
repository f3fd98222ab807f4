package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A guest that is destroyed while it flips takes everything with it. */
@ExtendWith(LabLogs.class)
class DisplifDestroyIT {

    private static final String SIZE = "1024x768";

    /** Its pages go when Xen has told everybody: a moment. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Two buffers of 1024x768 have 6144 KiB; what the page cache and daemons take in the meantime is less. */
    private static final long ONE_GUEST_KIB = 6144;

    /** The toolstack's own time-out for a backend that does not answer is 10 s. */
    private static final int DESTROY_LIMIT_MILLIS = 8000;

    @Test
    void nothingIsLeftOfGuestsThatWereDestroyedWhileFlipping() throws IOException {
        int times = DisplifForm.wanted().destroys();
        // The first one loads classes, compiles shaders and fills caches.
        destroyWhileFlipping(0);
        var before = settled(null);
        int known = Integer.parseInt(Lab.dom0("dmesg | wc -l"));
        var took = new ArrayList<Integer>();
        for (int i = 1; i <= times; i++) {
            took.add(destroyWhileFlipping(i));
            DisplifReport.progress("destroyed %d of %d guests while they flipped", i, times);
        }
        var after = settled(before);
        var complaints =
                Lab.dom0("dmesg | tail -n +" + (known + 1) + " | grep -iE 'g\\.e\\.|gntdev|BUG|WARNING|Oops' || true");
        DisplifReport.destroys(Json.createObjectBuilder()
                .add("times", times)
                .add("before", before.json())
                .add("after", after.json())
                .add("destroyMillis", Json.createArrayBuilder(took))
                .add("dom0Complaints", complaints)
                .build());
        assertNothingLeft(before, after);
        assertThat(took).as("milliseconds of xl destroy").allMatch(millis -> millis < DESTROY_LIMIT_MILLIS);
        assertThat(complaints).as("dom0's kernel log").isEmpty();
    }

    private static int destroyWhileFlipping(int number) {
        try (var guest = KmsGuest.create("pvh", "doomed" + number, SIZE)) {
            guest.open(0);
            guest.run(0);
            Awaitility.await("flips of " + guest.name()).atMost(LIMIT).until(() -> flips(guest) > 3);
            return guest.destroy();
        }
    }

    private static long flips(KmsGuest guest) {
        return Transom.rows("check:frames", guest.label(0)).stream()
                .mapToLong(row -> row.getJsonNumber("frames").longValue())
                .sum();
    }

    /** What is held once it is as it was before, or the time is over. */
    private static Holdings settled(Holdings before) {
        long end = System.nanoTime() + LIMIT.toNanos();
        var now = Holdings.now();
        while ((before != null ? !now.isLike(before) : now.domains().size() > 1) && System.nanoTime() < end) {
            now = Holdings.now();
        }
        return now;
    }

    private static void assertNothingLeft(Holdings before, Holdings after) {
        var all = new SoftAssertions();
        all.assertThat(after.domains()).as("domains, zombies among them").isEqualTo(before.domains());
        all.assertThat(after.fds()).as("fds").isLessThanOrEqualTo(before.fds());
        all.assertThat(after.dmaBufs()).as("dma-bufs").isEqualTo(before.dmaBufs());
        all.assertThat(after.buffers()).as("buffers in gem:list").isEqualTo(before.buffers());
        all.assertThat(after.kept()).as("entries in keep:list").isEqualTo(before.kept());
        all.assertThat(after.grants()).as("grants that are mapped").isEqualTo(before.grants());
        all.assertThat(after.usage()).as("xen:usage").isEqualTo(before.usage());
        all.assertThat(after.sharedMemoryKib())
                .as("KiB of shared memory, where buffers are")
                .isLessThan(before.sharedMemoryKib() + ONE_GUEST_KIB);
        all.assertThat(after.availableKib())
                .as("KiB that dom0 has left, the JVM's own counted as left")
                .isGreaterThan(before.availableKib() - 2 * ONE_GUEST_KIB);
        all.assertAll();
    }
}
