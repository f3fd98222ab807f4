package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys typed into the window reach the guest's input device. */
@ExtendWith(LabLogs.class)
class KeyboardIT {
    /** The last 8 bytes of a struct input_event (linux/input.h): type EV_KEY 1, code KEY_A 30, value 1 or 0. */
    private static final String A_PRESSED = "01001e0001000000";

    private static final String A_RELEASED = "01001e0000000000";

    @Test
    void aKeyPressedInTheWindowIsPressedInTheGuest() {
        try (var guest = Guest.create("keys", "640x480")) {
            guest.awaitFramebufferConnected();
            guest.paint("pattern", "41");
            guest.awaitPattern(640, 480, 41);
            guest.run("event=$(grep -l Keyboard /sys/class/input/event*/device/name | cut -d/ -f5);"
                    + " cat /dev/input/$event >/tmp/keys &");

            Lab.dom0("window=$(xdotool search --onlyvisible --name keys | tail -n 1);"
                    + " xdotool windowraise $window windowfocus --sync $window key a");

            Awaitility.await("key in the guest")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(guest.run("hexdump -v -e '24/1 \"%02x\" \"\\n\"' /tmp/keys"))
                            .containsSubsequence(A_PRESSED, A_RELEASED));
        }
    }
}
