package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What X says that it shows is what arrives at the monitor. */
@ExtendWith(LabLogs.class)
class MonitorIT {
    @Test
    void theMonitorShowsTheXScreenPixelByPixel() {
        try (var guest = Guest.create("monitor", "640x480")) {
            guest.awaitFramebufferConnected();
            guest.paint("pattern", "51");
            guest.awaitPattern(640, 480, 51);

            Awaitility.await("monitor and X screen")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(MonitorIT::assertMonitorShowsTheScreen);
        }
    }

    private static void assertMonitorShowsTheScreen() throws IOException {
        var screen = Lab.screen();
        assertThat(Arrays.stream(rgb(screen)).distinct().limit(2).count())
                .as("colors on the screen, up to 2")
                .isEqualTo(2);
        var monitor = Lab.monitor();
        assertThat(monitor.getWidth() + "x" + monitor.getHeight()).isEqualTo("1920x1200");
        assertThat(rgb(monitor)).isEqualTo(rgb(screen));
    }

    private static int[] rgb(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }
}
