package transom.present.egl.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterboxTest {

    @Test
    void thePictureAsItIsFillsItsWindow() {
        Letterbox box = Letterbox.of(640, 480, 640, 480);
        assertThat(box.isOneToOne()).isTrue();
        assertThat(box.fills()).isTrue();
        assertThat(box.guestX(639.9)).isEqualTo(639);
        assertThat(box.guestY(0)).isZero();
    }

    @Test
    void barsAreAtTheSidesOrAboveAndBelow() {
        assertThat(Letterbox.of(300, 100, 100, 100)).isEqualTo(new Letterbox(300, 100, 100, 100, 100, 0, 100, 100));
        assertThat(Letterbox.of(100, 300, 200, 100)).isEqualTo(new Letterbox(100, 300, 200, 100, 0, 125, 100, 50));
    }

    @Test
    void placesBesideThePictureAreTheNearestPixel() {
        Letterbox box = Letterbox.of(300, 100, 200, 200);
        assertThat(box.guestX(0)).isZero();
        assertThat(box.guestX(150)).isEqualTo(100);
        assertThat(box.guestX(299)).isEqualTo(199);
        assertThat(box.guestY(-5)).isZero();
        assertThat(box.guestY(1e9)).isEqualTo(199);
    }

    @Test
    void extremesNeitherOverflowNorVanish() {
        assertThat(Letterbox.of(32767, 1, 16384, 16384).width()).isEqualTo(1);
        assertThat(Letterbox.of(1, 1, 100000, 1)).isEqualTo(new Letterbox(1, 1, 100000, 1, 0, 0, 1, 1));
        assertThat(Letterbox.of(100000, 100000, 99999, 99999).height()).isEqualTo(100000);
    }
}
