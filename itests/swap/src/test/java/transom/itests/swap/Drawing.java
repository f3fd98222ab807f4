package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;

/** What a guest that draws is to see, and what is to be seen of it. */
record Drawing(RunningProduct product, GuestUnderTest guest, boolean displif) implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONNECTED = 4;

    private long drawn() {
        return guest.number(displif ? "flips" : "framesDrawn");
    }

    /** Waits until it has drawn more, and that is shown. */
    void awaitDrawing() {
        long before = drawn();
        Eventually.isTrue("the guest draws", SOON, () -> drawn() > before + 5);
        long shown = shown();
        Eventually.isTrue("frames are shown", SOON, () -> shown() > shown + 5);
    }

    private long shown() {
        return product.rows("present:list").stream()
                .filter(row -> row.getString("device").equals(guest.device()))
                .mapToLong(row -> row.getJsonNumber("frames").longValue())
                .sum();
    }

    /** Nothing of what has happened reached the guest. */
    void assertUndisturbed() {
        assertThat(guest.number("backendState")).as("the backend's state").isEqualTo(CONNECTED);
        assertThat(guest.number("state")).as("the frontend's state").isEqualTo(CONNECTED);
        if (displif) {
            assertThat(guest.number("connections")).as("connections").isEqualTo(1);
            if (isCaredFor()) {
                assertThat(guest.number("timeouts"))
                        .as("flips not answered in time")
                        .isZero();
                assertThat(guest.number("refused")).as("requests refused").isZero();
            }
        }
    }

    /** Whether somebody answers its flips while there is no JVM. */
    private boolean isCaredFor() {
        return product.rows("keep:list").stream()
                .anyMatch(row -> row.getString("name").startsWith("care/vdispl/" + guest.domid() + "/"));
    }

    /** Waits until every pixel that is shown is what the guest drew; it draws no more. */
    void awaitSamePixels() throws IOException {
        Path drawn = product.folder().resolve("drawn.png");
        Path shown = product.folder().resolve("shown.png");
        guest.tell("freeze");
        guest.tell("picture " + drawn);
        BufferedImage expected = ImageIO.read(drawn.toFile());
        Eventually.isTrue("the pixels of " + guest.name() + ", see " + product.folder(), SOON, () -> {
            product.shell("present:png " + guest.device() + " " + shown);
            return same(expected, ImageIO.read(shown.toFile()));
        });
    }

    /** Destroys its domain. */
    @Override
    public void close() {
        guest.close();
    }

    private static boolean same(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return false;
        }
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if ((a.getRGB(x, y) & 0xffffff) != (b.getRGB(x, y) & 0xffffff)) {
                    return false;
                }
            }
        }
        return true;
    }
}
