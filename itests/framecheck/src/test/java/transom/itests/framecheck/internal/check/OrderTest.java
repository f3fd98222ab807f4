package transom.itests.framecheck.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

    private final Order order = new Order();

    private void numbers(int... numbers) {
        for (int number : numbers) {
            order.next(number, 32);
        }
    }

    @Test
    void numbersThatGoUpByOneAreRight() {
        numbers(7, 8, 9, 10);
        assertCounts(0, 0, 0);
        assertThat(order.first()).isEqualTo(7);
        assertThat(order.last()).isEqualTo(10);
    }

    @Test
    void whatIsLeftOutIsCounted() {
        numbers(0, 1, 3, 6);
        assertCounts(3, 0, 0);
    }

    @Test
    void repeatedAndBackwardAreTold() {
        numbers(0, 1, 1, 2, 1, 2);
        assertCounts(0, 1, 1);
    }

    @Test
    void aNewLifeMayBeginWithAnyNumber() {
        numbers(5, 6);
        order.beginAnew();
        assertThat(order.last()).as("of the last life").isEqualTo(6);
        numbers(0, 1);
        assertCounts(0, 0, 0);
        assertThat(order.first()).isZero();
    }

    @Test
    void numbersWrap() {
        numbers(-1, 0, 1);
        assertCounts(0, 0, 0);
    }

    @Test
    void numbersOfFewerBitsWrapEarlier() {
        for (int number : new int[] {0xfffe, 0xffff, 0, 1, 3}) {
            order.next(number, 16);
        }
        assertCounts(1, 0, 0);
    }

    private void assertCounts(long missing, long repeated, long backward) {
        assertThat(order.missing()).as("missing").isEqualTo(missing);
        assertThat(order.repeated()).as("repeated").isEqualTo(repeated);
        assertThat(order.backward()).as("backward").isEqualTo(backward);
    }
}
