package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.present.Presentation;
import transom.present.Presenter.Capability;
import transom.present.egl.internal.gl.MemfdDmaBuf;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xshot.Comparison;

/** Buffers that GL reads where they are. Skipped where EGL imports no dma-bufs: it needs an X server with DRI3. */
class ImportTest extends ScreenTest {

    private final List<DmaBuf> memory = new ArrayList<>();

    @BeforeEach
    void needsImport() {
        Capability has = capability("dma-buf-import");
        Assumptions.assumeTrue(has.available(), has.reason());
    }

    private Capability capability(String name) {
        return presenter.capabilities().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private FakeBuffer pattern(int width, int height, Fourcc fourcc) {
        return known(MemfdDmaBuf.pattern(width, height, 0, 0, fourcc));
    }

    private FakeBuffer known(FakeBuffer buffer) {
        memory.add(buffer.planes().get(0).dmaBuf());
        return buffer;
    }

    private FakeScanout guest(int connector, FakeBuffer picture) {
        FakeScanout scanout = new FakeScanout(new DeviceId(new DomId(3), "vdispl", 0), connector, "guest", picture);
        track(scanout);
        presenter.add(scanout);
        return scanout;
    }

    private Presentation shown() {
        return presenter.presentations().get(0);
    }

    private void awaitNothingHeld() {
        await().untilAsserted(() -> assertThat(MemfdDmaBuf.held(memory)).isEmpty());
    }

    static List<Fourcc> formats() {
        return List.of(
                Fourcc.XRGB8888,
                Fourcc.ARGB8888,
                Fourcc.RGB888,
                Fourcc.RGB565,
                Fourcc.XRGB4444,
                Fourcc.ARGB4444,
                Fourcc.XRGB1555,
                Fourcc.ARGB1555,
                Fourcc.RGB332,
                Fourcc.YUYV);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFormatIsShownAsItIs(Fourcc fourcc) {
        FakeScanout scanout = guest(0, pattern(320, 200, fourcc));
        screen.awaitPicture("guest", scanout.picture());
        assertThat(shown().path()).isIn("dma-buf", "upload: the driver imports no dma-buf of format " + fourcc);
        boolean imported = shown().path().equals("dma-buf");
        assertThat(imported || fourcc.equals(Fourcc.RGB888)).as(shown().path()).isTrue();
        String path = shown().path();
        for (FakeBuffer next : List.of(
                known(MemfdDmaBuf.pattern(333, 257, 0, 0, fourcc)),
                known(MemfdDmaBuf.pattern(128, 31, 64 * fourcc.bytesPerPixel(), 4096, fourcc)),
                known(MemfdDmaBuf.pattern(64, 64, 0, 0, fourcc)))) {
            scanout.show(next);
            screen.awaitPicture("guest", next);
            assertThat(shown().path()).isEqualTo(path);
        }
        assertThat(shown().cpuBytesCopied() == 0).isEqualTo(imported);
    }

    @Test
    void whatTheGuestDrawsIsShownWithoutACopy() {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        screen.awaitPicture("guest", scanout.picture());
        for (int seed = 1; seed < 10; seed++) {
            scanout.picture().paint(0, 0, 200, 100, seed);
            scanout.update();
            screen.awaitPicture("guest", scanout.picture());
        }
        assertThat(shown().framesPresented()).isEqualTo(10);
        assertThat(shown().cpuBytesCopied()).isZero();
        assertThat(scanout.picture().holders()).as("nothing stays locked").isEqualTo(1);
    }

    @Test
    void flipsShowEachBufferAndDestroyedOnesAreLetGoOfAtOnce() throws IOException {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        List<FakeBuffer> others = new ArrayList<>();
        others.add(pattern(200, 100, Fourcc.XRGB8888));
        others.add(pattern(200, 100, Fourcc.XRGB8888));
        for (int flip = 1; flip <= 12; flip++) {
            FakeBuffer next = others.remove(0);
            next.paint(0, 0, 200, 100, flip);
            others.add(scanout.flip(next));
            screen.awaitPicture("guest", next);
        }
        assertThat(MemfdDmaBuf.held(memory)).hasSize(3);
        List<DmaBuf> gone =
                others.stream().map(each -> each.planes().get(0).dmaBuf()).toList();
        others.forEach(FakeBuffer::drop);
        await().untilAsserted(() -> assertThat(MemfdDmaBuf.held(gone)).isEmpty());
        assertThat(MemfdDmaBuf.held(memory)).as("the one on the screen").hasSize(1);
        screen.awaitPicture("guest", scanout.picture());
        assertThat(shown().cpuBytesCopied()).isZero();
    }

    @Test
    void aGuestThatGoesLeavesNothing() throws Exception {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.RGB565));
        screen.awaitPicture("guest", scanout.picture());
        scanout.go();
        awaitNothingHeld();
        screen.windows().resize(screen.await("guest").id(), 240, 120);
        await().until(() -> screen.grab("guest").getWidth() == 240);
        presenter.remove(scanout);
        screen.awaitGone("guest");
    }

    @Test
    void aWindowThatIsClosedLetsGo() {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        screen.awaitPicture("guest", scanout.picture());
        presenter.remove(scanout);
        scanout.go();
        awaitNothingHeld();
    }

    @Test
    void aPresenterThatStopsLetsGo() {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        screen.awaitPicture("guest", scanout.picture());
        presenter.close();
        scanout.go();
        awaitNothingHeld();
    }

    @Test
    void aCoveredOrResizedWindowIsDrawnFromTheBufferAgain() throws Exception {
        FakeScanout scanout = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        screen.awaitPicture("guest", scanout.picture());
        int id = screen.await("guest").id();
        screen.windows().resize(id, 100, 50);
        await().until(() -> screen.grab("guest").getWidth() == 100);
        screen.windows().resize(id, 200, 100);
        screen.awaitPicture("guest", scanout.picture());
        assertThat(shown().framesPresented()).isEqualTo(1);
        assertThat(scanout.picture().holders()).isEqualTo(1);
    }

    @Test
    void whatCannotBeImportedIsUploadedWithTheReason() {
        FakeBuffer picture = known(MemfdDmaBuf.buffer(
                64, 64, 0, 0, new Format(Fourcc.XRGB8888, new transom.gem.Modifier(0x0100_0000_0000_0009L))));
        picture.paint(0, 0, 64, 64, 1);
        FakeScanout scanout = guest(0, picture);
        screen.awaitPicture("guest", picture);
        assertThat(shown().path()).startsWith("upload: ").contains("0x0100000000000009");
        assertThat(shown().cpuBytesCopied()).isEqualTo(64 * 64 * 4);
        FakeBuffer next = pattern(64, 64, Fourcc.XRGB8888);
        scanout.flip(next);
        screen.awaitPicture("guest", next);
        assertThat(shown().path()).isEqualTo("dma-buf");
        scanout.flip(picture);
        screen.awaitPicture("guest", picture);
        assertThat(shown().cpuBytesCopied()).isEqualTo(2 * 64 * 64 * 4);
        next.drop();
    }

    @Test
    void aPlaneOutsideItsMemoryIsNeverGivenToTheDriver() {
        DmaBuf small = new MemfdDmaBuf(4096);
        memory.add(small);
        FakeBuffer liar = new FakeBuffer(64, 64, 256, Format.linear(Fourcc.XRGB8888), small, 0);
        guest(0, liar);
        await().until(() -> shown().target().contains("its memory has 4096"));
    }

    @Test
    void connectorsHaveWindowsPicturesAndNamesOfTheirOwn(@TempDir Path folder) throws Exception {
        FakeScanout first = guest(0, pattern(200, 100, Fourcc.XRGB8888));
        screen.awaitPicture("guest \u2014 Transom", first.picture());
        FakeScanout second = guest(1, pattern(160, 120, Fourcc.YUYV));
        screen.awaitPicture("guest [vdispl0:1] \u2014 Transom", second.picture());
        assertThat(presenter.presentations())
                .extracting(Presentation::label)
                .containsExactly("dom3/vdispl0:0", "dom3/vdispl0:1");
        Path file = folder.resolve("second.png");
        presenter.writePng("dom3/vdispl0:1", file);
        assertThat(Comparison.of(TestScreen.image(second.picture()), ImageIO.read(file.toFile()))
                        .summary())
                .startsWith("equal");
    }

    @Test
    void aBusyScanoutDoesNotKeepAnotherFromBeingShown() {
        FakeScanout busy = guest(0, pattern(400, 300, Fourcc.XRGB8888));
        FakeScanout other = guest(1, pattern(64, 64, Fourcc.XRGB8888));
        screen.awaitPicture("guest [vdispl0:1]", other.picture());
        ScanoutView busyView = presenter.view("dom3/vdispl0:0");
        ScanoutView otherView = presenter.view("dom3/vdispl0:1");
        for (int i = 0; i < 50; i++) {
            long before = busyView.framesShown();
            long shown = otherView.framesShown();
            other.update();
            Awaitility.await().pollDelay(java.time.Duration.ZERO).until(() -> {
                busy.update();
                return otherView.framesShown() > shown;
            });
            assertThat(busyView.framesShown() - before)
                    .as("drawings that it waited for")
                    .isLessThanOrEqualTo(3);
        }
    }
}
