package transom.gem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxTest {

    @Test
    void intersectionDoesNotOverflow() {
        Box huge = new Box(1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(huge.intersect(Box.full(10, 10))).isEqualTo(new Box(1, 1, 9, 9));
        assertThat(new Box(Integer.MIN_VALUE, 0, 5, 5).intersect(Box.full(10, 10)))
                .isEqualTo(Box.NONE);
        assertThat(huge.area()).isEqualTo((long) Integer.MAX_VALUE * Integer.MAX_VALUE);
    }

    @Test
    void negativeSizesAreEmpty() {
        assertThat(new Box(3, 3, -4, 9).isEmpty()).isTrue();
        assertThat(new Box(3, 3, -4, 9).area()).isZero();
        assertThat(new Box(3, 3, -4, 9).intersect(Box.full(10, 10))).isEqualTo(Box.NONE);
    }
}
