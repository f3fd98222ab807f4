package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.gem.Fourcc;
import transom.present.egl.internal.gl.MemfdDmaBuf;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** Formats, strides, sizes and damage: the window holds exactly the guest's picture. */
class PictureTest {

    record Shape(Fourcc fourcc, int width, int height, int padding) {}

    private static TestScreen screen;
    private static WindowPresenter presenter;
    private FakeScanout scanout;

    @BeforeAll
    static void start() throws Exception {
        screen = TestScreen.start(1280, 1024);
        presenter = WindowPresenter.start(ScreenTest.SETTINGS, new Told());
    }

    @AfterAll
    static void stop() throws Exception {
        if (presenter != null) {
            presenter.close();
        }
        if (screen != null) {
            screen.close();
        }
    }

    @AfterEach
    void remove() {
        if (scanout != null) {
            presenter.remove(scanout);
            assertThat(scanout.complaints()).isEmpty();
            assertThat(scanout.picture().readers()).isZero();
            assertThat(scanout.picture().holders()).isEqualTo(1);
            screen.awaitGone("pixels");
            scanout.close();
        }
    }

    static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (Fourcc fourcc : ImportTest.formats()) {
            shapes.add(new Shape(fourcc, 640, 480, 0));
            shapes.add(new Shape(fourcc, 641, 479, 1));
            shapes.add(new Shape(fourcc, 333, 257, 12));
            shapes.add(new Shape(fourcc, 17, 31, 5));
            shapes.add(new Shape(fourcc, 1279, 3, 4));
            shapes.add(new Shape(fourcc, 1, 1, 0));
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theWindowShowsTheGuestsPixels(Shape shape) {
        FakeBuffer picture = FakeBuffer.pattern(shape.width(), shape.height(), shape.padding(), shape.fourcc());
        scanout = new FakeScanout(new DeviceId(new DomId(1), "vfb", 0), "pixels", picture);
        presenter.add(scanout);
        screen.awaitPicture("pixels", picture);
        int seed = 1;
        for (int[] box : damages(shape.width(), shape.height())) {
            picture.paint(box[0], box[1], box[2], box[3], seed++);
            scanout.update(box[0], box[1], box[2], box[3]);
        }
        screen.awaitPicture("pixels", picture);
        long allowed = (long) shape.width() * shape.height() * shape.fourcc().bytesPerPixel();
        for (int[] box : damages(shape.width(), shape.height())) {
            allowed += (long) box[2] * box[3] * shape.fourcc().bytesPerPixel();
        }
        assertThat(presenter.presentations().get(0).cpuBytesCopied()).isLessThanOrEqualTo(allowed);
    }

    /** A row, a column, single pixels in corners, a box inside, one after the other. */
    private static List<int[]> damages(int width, int height) {
        List<int[]> boxes = new ArrayList<>();
        boxes.add(new int[] {0, height / 2, width, 1});
        boxes.add(new int[] {width / 2, 0, 1, height});
        boxes.add(new int[] {width - 1, height - 1, 1, 1});
        boxes.add(new int[] {0, 0, 1, 1});
        boxes.add(new int[] {width / 3, height / 3, Math.max(1, width / 3), Math.max(1, height / 3)});
        return boxes;
    }

    @Test
    void aDmaBufThatCannotBeImportedIsUploadedAndSaysWhy() {
        FakeBuffer picture = MemfdDmaBuf.pattern(100, 80, 0, 0, Fourcc.RGB565);
        scanout = new FakeScanout(new DeviceId(new DomId(1), "vdispl", 0), "pixels", picture);
        presenter.add(scanout);
        screen.awaitPicture("pixels", picture);
        boolean imports = presenter.capabilities().stream()
                .anyMatch(each -> each.name().equals("dma-buf-import") && each.available());
        assertThat(presenter.presentations().get(0).path())
                .startsWith(imports ? "dma-buf" : "upload: no EGL_EXT_image_dma_buf_import");
        assertThat(presenter.presentations().get(0).cpuBytesCopied()).isEqualTo(imports ? 0 : 100 * 80 * 2);
    }

    @Test
    void onlyTheDamageIsRead() {
        FakeBuffer picture = FakeBuffer.pattern(100, 80, 0, Fourcc.XRGB8888);
        scanout = new FakeScanout(new DeviceId(new DomId(1), "vfb", 0), "pixels", picture);
        presenter.add(scanout);
        screen.awaitPicture("pixels", picture);
        FakeBuffer expected = FakeBuffer.pattern(100, 80, 0, Fourcc.XRGB8888);
        expected.paint(10, 20, 30, 7, 5);
        picture.paint(0, 0, 100, 80, 5);
        scanout.update(10, 20, 30, 7);
        screen.awaitPicture("pixels", expected);
        assertThat(presenter.presentations().get(0).cpuBytesCopied()).isEqualTo(100 * 80 * 4 + 30 * 7 * 4);
        assertThat(presenter.presentations().get(0).damagedPixels()).isEqualTo(100 * 80 + 30 * 7);
        assertThat(presenter.presentations().get(0).framesPresented()).isEqualTo(2);
    }

    @Test
    void theWindowFollowsTheGuestsSizeAndFormat() {
        scanout = FakeScanout.of(new DeviceId(new DomId(1), "vfb", 0), "pixels", 320, 200, Fourcc.XRGB8888);
        presenter.add(scanout);
        screen.awaitPicture("pixels", scanout.picture());
        for (FakeBuffer next : List.of(
                FakeBuffer.pattern(640, 401, 0, Fourcc.RGB565),
                FakeBuffer.pattern(99, 100, 3, Fourcc.RGB888),
                FakeBuffer.pattern(800, 600, 0, Fourcc.XRGB8888))) {
            FakeBuffer old = scanout.picture();
            scanout.show(next);
            screen.awaitPicture("pixels", next);
            Awaitility.await().until(old::isFreed);
        }
    }
}
