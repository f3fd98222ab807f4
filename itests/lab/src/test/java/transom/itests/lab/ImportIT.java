package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Memory of every allocator of dom0 as the texture of a window, in every pixel format of Linux' xen-drm-front: what is drawn
 * into the buffer is in the window, pixel by pixel, and nobody has copied it.
 */
@ExtendWith(LabLogs.class)
class ImportIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String SIZE = "160x120";

    /** What llvmpipe does not take as a dma-buf: it has no textures of three bytes a pixel. */
    private static final List<String> UPLOADED = List.of("RG24");

    private static final List<String> FORMATS =
            List.of("XR24", "AR24", "RG24", "RG16", "XR12", "AR12", "XR15", "AR15", "YUYV");

    static Stream<String> allocators() {
        return Transom.shell("card:allocators").lines().map(String::strip);
    }

    @BeforeAll
    static void theServerOffersImport() {
        assertThat(Transom.rows("present:caps"))
                .as("what the presenter can do")
                .anyMatch(row -> row.getString("capability").equals("dma-buf-import")
                        && row.getString("available").equals("yes"));
        assertThat(allocators()).as("allocators of dma-bufs").contains("udmabuf", "dma-heap");
    }

    @AfterEach
    void hide() {
        Transom.shell("card:hide");
    }

    @ParameterizedTest
    @MethodSource("allocators")
    void everyFormatIsShownInPlaceAndLeavesNothing(String allocator) {
        int before = dmaBufs();
        for (String format : FORMATS) {
            Transom.shell("card:show " + format + " " + allocator + " " + format + " " + SIZE);
        }
        var last = new ArrayList<BufferedImage>();
        for (String format : FORMATS) {
            last.add(awaitShown(format));
        }
        for (int i = 0; i < FORMATS.size(); i++) {
            Transom.shell("card:draw " + FORMATS.get(i) + " " + (i + 1));
            assertThat(differences(last.get(i), awaitShown(FORMATS.get(i))))
                    .as("pixels that are new")
                    .isGreaterThan(160 * 120 / 2);
        }
        FORMATS.forEach(ImportIT::assertPath);
        Transom.shell("card:hide");
        Awaitility.await("dma-bufs that are open").atMost(LIMIT).until(() -> dmaBufs() <= before);
    }

    /** Waits until the window shows what the CPU reads in the buffer; returns that. */
    private static BufferedImage awaitShown(String card) {
        var expected = expected(card);
        Awaitility.await("window of " + card).atMost(LIMIT).untilAsserted(() -> {
            var image = Lab.picture(card + " ");
            assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(SIZE);
            assertThat(differences(expected, image))
                    .as("wrong pixels in " + card)
                    .isZero();
        });
        return expected;
    }

    private static BufferedImage expected(String card) {
        Transom.shell("card:expect " + card + " /tmp/card.png");
        var encoded = Lab.dom0("base64 -w0 /tmp/card.png").lines().reduce("", (a, b) -> b);
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int differences(BufferedImage a, BufferedImage b) {
        int count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                count += (a.getRGB(x, y) & 0xffffff) == (b.getRGB(x, y) & 0xffffff) ? 0 : 1;
            }
        }
        return count;
    }

    private static void assertPath(String card) {
        JsonObject row = Transom.rows("present:list").stream()
                .filter(each -> each.getString("presenter").equals("egl")
                        && each.getString("guest").equals(card))
                .findFirst()
                .orElseThrow();
        if (UPLOADED.contains(card)) {
            assertThat(row.getString("path")).startsWith("upload: the driver imports no dma-buf of format " + card);
        } else {
            assertThat(row.getString("path")).isEqualTo("dma-buf");
            assertThat(row.getInt("bytesCopied")).as("bytes copied").isZero();
            assertThat(row.getInt("frames")).isGreaterThanOrEqualTo(2);
        }
    }

    /** Of the JVM: fds, and what it has mapped, since software GL keeps a mapping of what it imports. */
    private static int dmaBufs() {
        return Integer.parseInt(Lab.dom0("pid=$(cat /run/transom/ready);"
                + " echo $(( $(ls -l /proc/$pid/fd | grep -c dmabuf) + $(grep -c dmabuf /proc/$pid/maps) ))"));
    }
}
