package transom.lwjgl.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who fills a window when: without X, without threads, with a clock of the test's. */
class SeatsTest {

    private final Seats seats = new Seats();
    private final List<String> told = new ArrayList<>();
    private final Seat old = new Seat(() -> told.add("old"));
    private final Seat next = new Seat(() -> told.add("next"));
    private int taken;
    private long now = 100;

    private void shows(Seat seat) {
        seats.shown(seat);
    }

    private long tick(long after) {
        now += after;
        return seats.tick(now, true, () -> taken++);
    }

    /** The old one shows, the new one has proven itself and waits. */
    private void claimed() {
        seats.add(old, now);
        shows(old);
        seats.add(next, now);
        assertThat(next.held).isFalse();
        seats.claim(next, now);
    }

    @Test
    void theFirstHoldsTheWindowAtOnce() {
        seats.add(old, now);
        assertThat(old.held).isTrue();
        assertThat(old.wanted).isFalse();
        assertThat(told).containsExactly("old");
        assertThat(tick(Seats.SHOW_NANOS * 5)).isEqualTo(Long.MAX_VALUE);
        assertThat(seats.holder()).isSameAs(old);
    }

    @Test
    void aSecondThatHasNotClaimedChangesNothing() {
        seats.add(old, now);
        seats.add(next, now);
        tick(Seats.SHOW_NANOS * 5);
        assertThat(old.wanted)
                .as("a holder may be slow while nobody else can show the picture")
                .isFalse();
        shows(old);
        tick(Seats.SHOW_NANOS * 5);
        assertThat(seats.holder()).isSameAs(old);
    }

    @Test
    void theHolderLetsGoBetweenTwoPictures() {
        claimed();
        assertThat(old.held && old.wanted).isTrue();
        assertThat(next.held).as("not before the old one has let go").isFalse();
        seats.yield(old, now);
        assertThat(old.held || old.wanted).isFalse();
        assertThat(next.held).isTrue();
        shows(next);
        assertThat(tick(Seats.SHOW_NANOS * 5)).isEqualTo(Long.MAX_VALUE);
        assertThat(seats.holder()).isSameAs(next);
        assertThat(seats.remove(old, now)).isFalse();
        assertThat(seats.remove(next, now)).isTrue();
        assertThat(taken).isZero();
    }

    @Test
    void whoShowsNothingInTimeGivesTheWindowBack() {
        claimed();
        seats.yield(old, now);
        assertThat(tick(Seats.SHOW_NANOS - 1)).isEqualTo(1);
        assertThat(next.wanted).isFalse();
        tick(1);
        assertThat(next.wanted).isTrue();
        seats.yield(next, now);
        assertThat(old.held).isTrue();
        assertThat(taken).isZero();
        tick(Seats.SHOW_NANOS * 5);
        assertThat(seats.holder()).as("who failed is no better than a slow one").isSameAs(old);
    }

    @Test
    void whoDoesNotLetGoLosesTheSurface() {
        claimed();
        assertThat(tick(Seats.YIELD_NANOS - 1)).isEqualTo(1);
        assertThat(taken).isZero();
        tick(1);
        assertThat(taken).isOne();
        assertThat(next.held).isTrue();
        assertThat(old.held).isFalse();
        seats.yield(old, now);
        assertThat(next.held).as("a late yield of the old one changes nothing").isTrue();
    }

    @Test
    void whoShowsNothingAndDoesNotLetGoLosesTheSurfaceToo() {
        claimed();
        seats.yield(old, now);
        tick(Seats.SHOW_NANOS);
        tick(Seats.YIELD_NANOS);
        assertThat(taken).isOne();
        assertThat(seats.holder()).isSameAs(old);
    }

    @Test
    void whoGoesLeavesTheWindowToTheOther() {
        claimed();
        seats.remove(next, now);
        assertThat(old.held).isTrue();
        seats.yield(old, now);
        assertThat(old.held).as("nobody is left who wanted it").isTrue();
        seats.add(next, now);
        seats.remove(old, now);
        assertThat(next.held).as("also who has not claimed").isTrue();
    }

    @Test
    void whoCannotShowThePicturePassesItOnIfSomebodyElseCan() {
        claimed();
        seats.yield(old, now);
        assertThat(seats.fail(next, now)).isTrue();
        assertThat(old.held).isTrue();
        assertThat(seats.fail(old, now)).as("the other one has just failed").isFalse();
        assertThat(old.held).isTrue();
        seats.remove(old, now);
        assertThat(next.held).isTrue();
    }

    @Test
    void aClosedWindowIsNobodysFault() {
        claimed();
        seats.yield(old, now);
        now += Seats.SHOW_NANOS * 5;
        assertThat(seats.tick(now, false, () -> taken++)).isEqualTo(Long.MAX_VALUE);
        tick(Seats.SHOW_NANOS - 1);
        assertThat(next.wanted).isFalse();
    }

    @Test
    void everyChangeIsTold() {
        claimed();
        seats.yield(old, now);
        assertThat(told).containsExactly("old", "old", "next", "old");
    }
}
