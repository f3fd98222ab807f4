package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One guest with a stock vfb line: its picture in dom0's window, from first boot to destroy. */
@ExtendWith(LabLogs.class)
class GuestPictureIT {
    /** Toolstack's own time-out for a backend that does not answer is 10 s. */
    /** A window stays for 2 s, in case that it is the backend that was replaced. */
    private static final Duration GONE_LIMIT = Duration.ofSeconds(20);

    private static final int DESTROY_LIMIT_MS = 8000;

    private Guest guest;

    @AfterEach
    void destroyGuest() {
        if (guest != null) {
            guest.close();
        }
    }

    @Test
    void aPatternIsShownPixelByPixelAndFollowsAResize() {
        guest = Guest.create("picture", "800x600");
        assertThat(Lab.lab("guest", "config", "picture").output()).contains("vfb = [ 'vnc=0,sdl=0' ]");
        guest.awaitFramebufferConnected();

        guest.paint("pattern", "7");
        guest.awaitPattern(800, 600, 7);
        guest.paint("pattern", "8");
        guest.awaitPattern(800, 600, 8);

        guest.paint("resize", "640x480", "9");
        guest.awaitPattern(640, 480, 9);
        guest.paint("resize", "800x600", "10");
        guest.awaitPattern(800, 600, 10);
    }

    @Test
    void aGuestIsDestroyedAndCreatedAgain() {
        guest = Guest.create("again", "1024x768");
        guest.awaitFramebufferConnected();
        guest.paint("pattern", "3");
        guest.awaitPattern(1024, 768, 3);

        assertQuick(guest.destroy());
        Awaitility.await("the window goes with its guest, after its grace")
                .atMost(GONE_LIMIT)
                .until(() ->
                        Lab.lab("shot", "target/gone.png", "--window", "again").status() != 0);

        guest = Guest.create("again", "640x480");
        guest.awaitFramebufferConnected();
        guest.paint("pattern", "4");
        guest.awaitPattern(640, 480, 4);
        assertQuick(guest.destroy());
    }

    private static void assertQuick(String output) {
        assertThat(output).doesNotContain("unable to remove device");
        var took = Pattern.compile("xl destroy took (\\d+) ms").matcher(output);
        assertThat(took.find()).as("'%s' says how long it took", output).isTrue();
        assertThat(Integer.parseInt(took.group(1))).as("ms for xl destroy").isLessThan(DESTROY_LIMIT_MS);
    }
}
