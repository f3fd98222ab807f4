package transom.guestfb.pv.internal.kbd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointerRangeTest {

    @Test
    void aPictureOfTheSameSizeIsNotScaled() {
        for (int x = 0; x < 800; x++) {
            assertThat(PointerRange.LINUX.x(x, 800)).isEqualTo(x);
        }
    }

    @Test
    void cornersAreCorners() {
        assertThat(PointerRange.RAW.x(0, 1920)).isZero();
        assertThat(PointerRange.RAW.x(1919, 1920)).isEqualTo(0x7fff);
        assertThat(PointerRange.LINUX.y(767, 768)).isEqualTo(599);
    }

    @Test
    void outsideIsTheEdge() {
        assertThat(PointerRange.LINUX.x(-5, 800)).isZero();
        assertThat(PointerRange.LINUX.x(Integer.MAX_VALUE, 800)).isEqualTo(799);
        assertThat(PointerRange.LINUX.x(7, 1)).isZero();
    }
}
