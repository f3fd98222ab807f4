package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guests do not notice each other. */
@ExtendWith(LabLogs.class)
class TwoGuestsIT {
    @Test
    void eachOfTwoGuestsHasItsOwnPicture() {
        try (var left = Guest.create("left", "800x600");
                var right = Guest.create("right", "640x480")) {
            left.awaitFramebufferConnected();
            right.awaitFramebufferConnected();
            left.paint("pattern", "21");
            right.paint("pattern", "22");
            left.awaitPattern(800, 600, 21);
            right.awaitPattern(640, 480, 22);

            assertThat(left.destroy()).doesNotContain("unable to remove device");
            right.paint("pattern", "23");
            right.awaitPattern(640, 480, 23);
        }
    }
}
