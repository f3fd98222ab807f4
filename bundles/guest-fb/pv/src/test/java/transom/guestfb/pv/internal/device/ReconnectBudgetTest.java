package transom.guestfb.pv.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReconnectBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReconnectBudget budget = new ReconnectBudget();

    private void useUp() {
        for (int i = 0; i < ReconnectBudget.BURST; i++) {
            assertThat(budget.request(0)).isZero();
        }
    }

    @Test
    void waitsGrow() {
        useUp();
        assertThat(budget.request(1)).isEqualTo(10 * SECOND - 1);
        assertThat(budget.request(10 * SECOND)).isZero();
        assertThat(budget.request(11 * SECOND)).isEqualTo(19 * SECOND);
        assertThat(budget.request(30 * SECOND)).isZero();
        assertThat(budget.request(30 * SECOND)).isEqualTo(40 * SECOND);
    }

    @Test
    void aQuietTimeForgetsAll() {
        useUp();
        assertThat(budget.request(70 * SECOND)).isZero();
        for (int i = 1; i < ReconnectBudget.BURST; i++) {
            assertThat(budget.request(70 * SECOND)).isZero();
        }
        assertThat(budget.request(70 * SECOND)).isPositive();
    }

    @Test
    void noWaitIsLongerThanAnHour() {
        useUp();
        long now = 0;
        for (int i = 0; i < 20; i++) {
            long wait = budget.request(now);
            assertThat(wait).isLessThanOrEqualTo(3600 * SECOND);
            now += wait;
            assertThat(budget.request(now)).isZero();
        }
    }

    @Test
    void looksArePaced() {
        Pace pace = new Pace(2);
        assertThat(pace.request(0)).isZero();
        assertThat(pace.request(1)).isZero();
        assertThat(pace.request(2)).isEqualTo(SECOND - 2);
        assertThat(pace.request(SECOND)).isZero();
    }
}
