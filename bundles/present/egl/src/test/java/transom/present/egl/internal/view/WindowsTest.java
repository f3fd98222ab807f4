package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.Box;
import transom.gem.Fourcc;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xshot.Comparison;
import transom.xshot.XWindow;

/** Where windows are, how large, what is around the picture, and that one does not spoil another. */
class WindowsTest extends ScreenTest {

    @Test
    void windowsLieSideBySideAndShowTheirOwnGuest() {
        FakeScanout one = guest(1, "one", 320, 240);
        screen.awaitPicture("one", one.picture());
        FakeScanout two = guest(2, "two", 400, 300);
        screen.awaitPicture("two", two.picture());
        FakeScanout three = guest(3, "three", 300, 200);
        for (FakeScanout each : new FakeScanout[] {one, two, three}) {
            screen.awaitPicture(each.guestName(), each.picture());
        }
        assertThat(box("one")).isEqualTo(new Box(0, 0, 320, 240));
        assertThat(box("two")).isEqualTo(new Box(320, 0, 400, 300));
        assertThat(box("three")).isEqualTo(new Box(0, 240, 300, 200));
        XWindow window = screen.await("one");
        assertThat(window.title()).isEqualTo("one \u2014 Transom");
        assertThat(window.wmClass()).isEqualTo("transom");
        one.show(FakeBuffer.pattern(350, 260, 0, Fourcc.XRGB8888));
        screen.awaitPicture("one", one.picture());
        screen.awaitPicture("two", two.picture());
        screen.awaitPicture("three", three.picture());
        assertThat(box("one").intersect(box("two")).isEmpty()).isTrue();
        presenter.remove(two);
        screen.awaitGone("two");
        screen.awaitPicture("three", three.picture());
    }

    private Box box(String title) {
        XWindow window = screen.await(title);
        return new Box(window.x(), window.y(), window.width(), window.height());
    }

    @Test
    void aLargePictureIsFittedToTheScreen() {
        guest(1, "large", 1600, 900);
        await().until(() -> box("large").equals(new Box(0, 0, 800, 450)));
    }

    @Test
    void theAspectIsKeptInAWindowOfAnotherShape() throws Exception {
        FakeScanout scanout = guest(1, "boxed", 200, 100);
        screen.awaitPicture("boxed", scanout.picture());
        screen.windows().resize(screen.await("boxed").id(), 200, 200);
        await().untilAsserted(() -> assertPlace(screen.grab("boxed"), scanout, 0, 50));
        screen.windows().resize(screen.await("boxed").id(), 301, 100);
        await().untilAsserted(() -> assertPlace(screen.grab("boxed"), scanout, 50, 0));
        FakeBuffer next = FakeBuffer.pattern(150, 100, 0, Fourcc.RGB565);
        scanout.show(next);
        await().untilAsserted(() -> assertPlace(screen.grab("boxed"), scanout, 75, 0));
        assertThat(box("boxed").width()).as("the person's size stays").isEqualTo(301);
    }

    /** The picture lies there pixel by pixel, and all around it is black. */
    private static void assertPlace(BufferedImage window, FakeScanout scanout, int left, int top) {
        FakeBuffer picture = scanout.picture();
        BufferedImage expected = new BufferedImage(window.getWidth(), window.getHeight(), BufferedImage.TYPE_INT_RGB);
        expected.createGraphics().drawImage(TestScreen.image(picture), left, top, null);
        Comparison result = Comparison.of(expected, window);
        assertThat(result.isEqual()).as(result.summary()).isTrue();
    }

    @Test
    void aScaledPictureIsSmoothAndFillsTheWindow() throws Exception {
        FakeBuffer flat = new FakeBuffer(64, 64, 0, Fourcc.RGB565);
        FakeScanout scanout = guest(1, "scaled", 64, 64);
        scanout.show(flat);
        screen.awaitPicture("scaled", flat);
        for (int y = 0; y < 64; y++) {
            for (int x = 32; x < 64; x++) {
                flat.beginCpuAccess().putShort(y * flat.stride() + 2 * x, (short) 0xffff);
                flat.endCpuAccess();
            }
        }
        scanout.update();
        screen.windows().resize(screen.await("scaled").id(), 128, 128);
        await().untilAsserted(() -> {
            BufferedImage image = screen.grab("scaled");
            assertThat(image.getRGB(0, 0) & 0xffffff).isZero();
            assertThat(image.getRGB(62, 64) & 0xffffff).isZero();
            assertThat(image.getRGB(63, 64) & 0xff).isBetween(60, 68);
            assertThat(image.getRGB(64, 64) & 0xff).isBetween(187, 195);
            assertThat(image.getRGB(65, 64) & 0xffffff).isEqualTo(0xffffff);
            assertThat(image.getRGB(127, 127) & 0xffffff).isEqualTo(0xffffff);
        });
    }

    @Test
    void whatCannotBeShownCostsOnlyItsOwnWindow() {
        FakeScanout good = guest(1, "good", 100, 100);
        FakeScanout huge = guest(2, "huge", 40000, 1);
        FakeScanout liar = guest(3, "liar", 50, 50);
        screen.awaitPicture("good", good.picture());
        screen.awaitPicture("liar", liar.picture());
        await().until(() -> target(1).contains("GL_MAX_TEXTURE_SIZE"));
        liar.show(new FakeBuffer(64, 64, 256, Fourcc.XRGB8888, 64, 63));
        await().until(() -> target(2).contains("its memory has"));
        await().until(() -> !screen.has("liar"));
        screen.awaitGone("huge");
        good.picture().paint(0, 0, 100, 100, 3);
        good.update();
        screen.awaitPicture("good", good.picture());
        huge.show(FakeBuffer.pattern(60, 60, 0, Fourcc.RGB888));
        screen.awaitPicture("huge", huge.picture());
        liar.show(FakeBuffer.pattern(70, 60, 0, Fourcc.RGB888));
        screen.awaitPicture("liar", liar.picture());
    }

    private String target(int index) {
        var presentations = presenter.presentations();
        return index < presentations.size() ? presentations.get(index).target() : "";
    }

    @Test
    void thePresentersOwnViewIsTheGuestsPicture(@TempDir Path folder) throws Exception {
        FakeScanout scanout = guest(7, "view", 123, 77);
        scanout.show(FakeBuffer.pattern(125, 79, 1, Fourcc.RGB565));
        screen.awaitPicture("view", scanout.picture());
        screen.windows().resize(screen.await("view").id(), 300, 100);
        Path file = folder.resolve("view.png");
        presenter.writePng("dom7/vfb0", file);
        Comparison result = Comparison.of(TestScreen.image(scanout.picture()), ImageIO.read(file.toFile()));
        assertThat(result.isEqual()).as(result.summary()).isTrue();
        assertThatThrownBy(() -> presenter.writePng("dom8/vfb0", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dom7/vfb0");
    }

    @Test
    void itSaysWhatItCanDo() {
        assertThat(presenter.capabilities())
                .allSatisfy(each -> assertThat(each.reason()).isNotBlank())
                .anySatisfy(each -> assertThat(each.name()).isEqualTo("dma-buf-import"))
                .anySatisfy(each -> assertThat(each.reason()).contains("OpenGL ES"));
    }
}
