package transom.runtime.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import transom.runtime.internal.step.Step.Way;

class CourseTest {

    private static final Artifact A1 = jar("a", "a1");
    private static final Artifact A2 = jar("a", "a2");
    private static final Artifact B1 = jar("b", "b1");
    private static final Artifact B2 = jar("b", "b2");

    private final FakeHost host = new FakeHost();
    private final FakeHealth health = new FakeHealth();
    private final List<String> lines = new ArrayList<>();

    private static Artifact jar(String name, String sha256) {
        return new Artifact(name, "1", sha256 + "0123456789", new byte[0]);
    }

    private Course.Result run(Step... steps) {
        return new Course(host, health, Duration.ofSeconds(2), lines::add).run(List.of(steps));
    }

    private static String running(Artifact jar) {
        return jar.name() + "=" + jar.sha256();
    }

    @Test
    void anImplementerIsReadyBeforeTheFormerOneStops() {
        host.running(A1);
        Course.Result result = run(new Step.Single(Way.EXCHANGE, new Change(A1, A2)));

        assertThat(result.isDone()).isTrue();
        assertThat(host.active()).containsExactly(running(A2));
        assertThat(host.calls).containsExactly("install " + A2.sha256(), "warm 2", "stop 1", "start 2", "uninstall 1");
        assertThat(host.installed()).isEqualTo(1);
    }

    @Test
    void aPresenterStopsWhenTheNewOneHasShownAll() {
        host.running(A1);
        run(new Step.Single(Way.BESIDE, new Change(A1, A2)));

        assertThat(host.calls).containsSubsequence("start 2", "stop 1", "uninstall 1");
        assertThat(health.asked).containsSubsequence("shown 1 2", "well");
    }

    @Test
    void aPresenterThatShowsNothingGoesAndTheFormerOneNeverStopped() {
        host.running(A1);
        health.neverShown = true;
        Course.Result result = run(new Step.Single(Way.BESIDE, new Change(A1, A2)));

        assertThat(result.failure()).contains("not shown");
        assertThat(result.problems()).isEmpty();
        assertThat(host.active()).containsExactly(running(A1));
        assertThat(host.calls).doesNotContain("stop 1").contains("uninstall 2");
    }

    @Test
    void aStartThatFailsGivesTheFormerOneBack() {
        host.running(A1);
        host.fails("start 2");
        Course.Result result = run(new Step.Single(Way.EXCHANGE, new Change(A1, A2)));

        assertThat(result.failure()).isEqualTo("start 2 failed");
        assertThat(result.problems()).isEmpty();
        assertThat(host.active()).containsExactly(running(A1));
        assertThat(host.installed()).isEqualTo(1);
    }

    @Test
    void oneThatDoesNotStopIsLeftBehindAndTheFormerOneServes() {
        host.running(A1);
        host.fails("start 2");
        host.fails("stop 2");
        host.fails("uninstall 2");
        Course.Result result = run(new Step.Single(Way.EXCHANGE, new Change(A1, A2)));

        assertThat(host.active()).contains(running(A1));
        assertThat(result.problems()).containsExactly("stop 2 failed", "uninstall 2 failed");
    }

    @Test
    void allStepsBeforeAreTakenBackTheLastFirst() {
        host.running(A1);
        host.running(B1);
        health.unwell = 2;
        Course.Result result = run(
                new Step.Single(Way.EXCHANGE, new Change(A1, A2)), new Step.Single(Way.EXCHANGE, new Change(B1, B2)));

        assertThat(result.failure()).isEqualTo("unwell");
        assertThat(result.problems()).isEmpty();
        assertThat(host.active()).containsExactly(running(A1), running(B1));
        assertThat(lines).anyMatch(line -> line.startsWith("taken back") && line.endsWith("b"));
        assertThat(host.calls.lastIndexOf("start 2")).isLessThan(host.calls.lastIndexOf("install " + A1.sha256()));
    }

    @Test
    void anApiIsReplacedWithAllThatAreWiredToItStopped() {
        host.running(A1);
        host.running(B1);
        run(new Step.InPlace(List.of(new Change(A1, A2)), List.of("a", "b")));

        assertThat(host.calls)
                .containsExactly(
                        "stop 2", "stop 1", "replace 1 " + A2.sha256(), "refresh [1, 2]", "start 1", "start 2");
        assertThat(host.active()).containsExactly(running(A2), running(B1));
    }

    @Test
    void anApiThatDoesNotDoWellIsGivenBack() {
        host.running(A1);
        host.running(B1);
        host.fails("refresh [1, 2]");
        Course.Result result = run(new Step.InPlace(List.of(new Change(A1, A2)), List.of("a", "b")));

        assertThat(result.failure()).isEqualTo("refresh [1, 2] failed");
        assertThat(host.active()).containsExactly(running(A1), running(B1));
    }

    @Test
    void aNewBundleGoesWhenWhatComesAfterItFails() {
        host.running(B1);
        health.unwell = 2;
        Course.Result result = run(
                new Step.Single(Way.PRESENCE, new Change(null, A2)), new Step.Single(Way.EXCHANGE, new Change(B1, B2)));

        assertThat(result.isDone()).isFalse();
        assertThat(result.problems()).isEmpty();
        assertThat(host.active()).containsExactly(running(B1));
    }

    @Test
    void thatItDoesNotDoWellAfterwardsEitherIsSaid() {
        host.running(A1);
        health.unwell = 1;
        health.staysUnwell = true;
        Course.Result result = run(new Step.Single(Way.EXCHANGE, new Change(A1, A2)));

        assertThat(result.problems()).containsExactly("unwell");
    }

    private static final class FakeHealth implements Health {

        final List<String> asked = new ArrayList<>();
        /** Which look finds something unwell, from 1. */
        int unwell;

        boolean staysUnwell;
        boolean neverShown;
        private int looks;

        @Override
        public Expectation expect() {
            return new Expectation() {};
        }

        @Override
        public void await(Expectation expected, long since, Deadline deadline) throws StepException {
            asked.add("well");
            looks++;
            if (looks == unwell || staysUnwell && looks > unwell) {
                throw new StepException("unwell");
            }
        }

        @Override
        public void awaitShown(Expectation expected, long oldBundle, long newBundle, Deadline deadline)
                throws StepException {
            asked.add("shown " + oldBundle + " " + newBundle);
            if (neverShown) {
                throw new StepException("not shown");
            }
        }
    }
}
