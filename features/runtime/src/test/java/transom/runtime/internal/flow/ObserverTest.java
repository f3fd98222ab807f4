package transom.runtime.internal.flow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import transom.runtime.internal.step.Deadline;
import transom.runtime.internal.step.Health.Expectation;
import transom.runtime.internal.step.StepException;

class ObserverTest {

    private static final Row WELL = new Row("dom1/vfb0", Row.GUEST, 1, 7, "", List.of());
    private static final Row SHOWN = new Row("dom1/vfb0", "egl", 2, 7, "", List.of());

    private final Flow flow = new Flow();
    private final Observer observer = new Observer(flow);

    private void see(List<Row> displays, List<Row> presentations) {
        flow.displays(displays, System.nanoTime());
        flow.presentations(presentations, System.nanoTime());
    }

    private void look(Expectation expected) throws StepException {
        observer.await(expected, System.nanoTime(), Deadline.in(Duration.ZERO));
    }

    @Test
    void whatIsAsBeforeIsWell() {
        see(List.of(WELL), List.of(SHOWN));
        Expectation expected = observer.expect();

        assertThatCode(() -> look(expected)).doesNotThrowAnyException();
    }

    @Test
    void whatHasGoneOrIsNotShownIsNamed() {
        see(List.of(WELL), List.of(SHOWN));
        Expectation expected = observer.expect();
        see(List.of(), List.of(new Row("dom1/vfb0", "egl", 3, 0, "", List.of())));

        assertThatThrownBy(() -> look(expected))
                .hasMessageContaining("dom1/vfb0 has not come back")
                .hasMessageContaining("egl has not shown dom1/vfb0");
    }

    @Test
    void aFaultIsSaid() {
        see(List.of(WELL), List.of());
        Expectation expected = observer.expect();
        see(List.of(new Row("dom1/vfb0", Row.GUEST, 1, 7, "has a fault: ring", List.of())), List.of());

        assertThatThrownBy(() -> look(expected)).hasMessage("dom1/vfb0 has a fault: ring");
    }

    @Test
    void whoDrewMustBeServedAgain() {
        for (int i = 0; i < 10; i++) {
            see(List.of(new Row("dom1/vfb0", Row.GUEST, 1, i + 1, "", List.of())), List.of());
        }
        Expectation expected = observer.expect();

        assertThatThrownBy(() -> look(expected)).hasMessage("dom1/vfb0 drew, and is not served any more");
        long since = System.nanoTime();
        see(List.of(new Row("dom1/vfb0", Row.GUEST, 4, 1, "", List.of())), List.of());
        assertThatCode(() -> observer.await(expected, since, Deadline.in(Duration.ZERO)))
                .doesNotThrowAnyException();
    }

    @Test
    void theNewPresenterMustHaveShownWhatTheFormerOneShows() {
        see(List.of(WELL), List.of(SHOWN));
        Expectation expected = observer.expect();
        Deadline now = Deadline.in(Duration.ZERO);

        assertThatThrownBy(() -> observer.awaitShown(expected, 2, 3, now))
                .hasMessage("the new egl has not shown dom1/vfb0");
        see(List.of(WELL), List.of(SHOWN, new Row("dom1/vfb0", "egl", 3, 1, "", List.of())));
        assertThatCode(() -> observer.awaitShown(expected, 2, 3, now)).doesNotThrowAnyException();
    }
}
