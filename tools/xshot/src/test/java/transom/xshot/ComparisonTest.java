package transom.xshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String file(String name, int width, int... changed) throws Exception {
        BufferedImage image = new BufferedImage(width, 3, BufferedImage.TYPE_INT_RGB);
        for (int x : changed) {
            image.setRGB(x, 2, 0x010203);
        }
        File file = folder.resolve(name).toFile();
        ImageIO.write(image, "png", file);
        return file.toString();
    }

    private int run(String... args) throws Exception {
        return new Main(new PrintStream(out, true, StandardCharsets.UTF_8)).run(args);
    }

    @Test
    void equalPicturesAreStatusZero() throws Exception {
        assertThat(run("--compare", file("a.png", 4, 1), file("b.png", 4, 1))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("equal: 4x3");
    }

    @Test
    void differencesAreCountedAndTheFirstIsNamed() throws Exception {
        assertThat(run("--compare", file("a.png", 4), file("b.png", 4, 1, 3))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2 of 4x3 pixels differ, the first at 1,2: #000000 and #010203");
    }

    @Test
    void anotherSizeIsDifferent() throws Exception {
        assertThat(run("--compare", file("a.png", 4), file("b.png", 5))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("sizes differ: 4x3 and 5x3");
    }

    @Test
    void whatCannotBeDoneIsStatusTwoWithTheReason() throws Exception {
        assertThat(run("--compare", file("a.png", 4), folder.resolve("no.png").toString()))
                .isEqualTo(2);
        assertThat(run("--compare", "one")).isEqualTo(2);
        assertThat(run("--shoot")).isEqualTo(2);
        assertThat(run("--list", "--display", "7")).isEqualTo(2);
        assertThat(run("--list", "--display", ":9999")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("no.png' is not a readable picture")
                .contains("--compare needs two files")
                .contains("unknown option '--shoot'")
                .contains("display '7' is not like ':1'")
                .contains("no X server at display ':9999'");
    }
}
