package transom.present.headless.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

class MemoryPresenterTest {

    /** Memory of this process; remembers what it gave. */
    static final class HeapAllocator implements Allocator {
        final List<FakeBuffer> given = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Buffer allocate(int width, int height, Fourcc fourcc) {
            if (width > 4096) {
                throw new IllegalStateException("no more than 4096");
            }
            given.add(new FakeBuffer(width, height, 16, fourcc));
            return given.get(given.size() - 1);
        }

        @Override
        public DmaBuf allocate(long bytes, String keepName) {
            throw new IllegalStateException("no dma-bufs here");
        }

        @Override
        public Optional<DmaBuf> adopt(String keepName) {
            return Optional.empty();
        }

        @Override
        public List<BufferInfo> buffers() {
            return List.of();
        }
    }

    private static final DeviceId DEVICE = new DeviceId(new DomId(5), "vfb", 0);

    @TempDir
    Path folder;

    private final HeapAllocator allocator = new HeapAllocator();
    private final MemoryPresenter presenter = new MemoryPresenter();

    @BeforeEach
    void memory() {
        presenter.allocator(allocator);
    }

    @AfterEach
    void close() {
        presenter.close();
        assertThat(allocator.given).allMatch(FakeBuffer::isFreed);
    }

    private void awaitFrames(long frames) {
        Awaitility.await().until(() -> presenter.presentations().stream().allMatch(p -> p.framesPresented() == frames));
    }

    private void assertPicture(FakeBuffer expected) throws Exception {
        Path file = folder.resolve("picture.png");
        presenter.writePng("dom5/vfb0", file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(expected.width());
        assertThat(image.getHeight()).isEqualTo(expected.height());
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                assertThat(image.getRGB(x, y) & 0xffffff).as("%d,%d", x, y).isEqualTo(expected.rgb(x, y));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XR24", "AR24", "RG24", "RG16", "RGB8"})
    void keepsThePictureExactly(String fourcc) throws Exception {
        FakeBuffer picture = FakeBuffer.pattern(61, 43, 3, Fourcc.of(fourcc));
        FakeScanout scanout = new FakeScanout(DEVICE, "guest", picture);
        presenter.add(scanout);
        Awaitility.await().until(() -> presenter.presentations().size() == 1);
        awaitFrames(1);
        assertPicture(picture);
        picture.paint(60, 10, 1, 20, 9);
        scanout.update(60, 10, 1, 20);
        awaitFrames(2);
        assertPicture(picture);
        presenter.remove(scanout);
        assertThat(scanout.complaints()).isEmpty();
        assertThat(scanout.subscriptions()).isZero();
        assertThat(picture.holders()).isEqualTo(1);
    }

    @Test
    void copiesOnlyTheDamage() throws Exception {
        FakeBuffer picture = FakeBuffer.pattern(50, 40, 0, Fourcc.XRGB8888);
        FakeScanout scanout = new FakeScanout(DEVICE, "guest", picture);
        presenter.add(scanout);
        Awaitility.await().until(() -> presenter.presentations().size() == 1);
        awaitFrames(1);
        FakeBuffer expected = FakeBuffer.pattern(50, 40, 0, Fourcc.XRGB8888);
        expected.paint(1, 2, 3, 4, 7);
        picture.paint(0, 0, 50, 40, 7);
        scanout.update(1, 2, 3, 4);
        awaitFrames(2);
        assertPicture(expected);
        assertThat(presenter.presentations().get(0).cpuBytesCopied()).isEqualTo(50 * 40 * 4 + 3 * 4 * 4);
    }

    @Test
    void aNewModeIsANewBuffer() throws Exception {
        FakeScanout scanout = FakeScanout.of(DEVICE, "guest", 20, 10, Fourcc.XRGB8888);
        presenter.add(scanout);
        Awaitility.await().until(() -> allocator.given.size() == 1);
        scanout.show(FakeBuffer.pattern(5000, 1, 0, Fourcc.RGB565));
        Awaitility.await().until(() -> presenter.presentations().get(0).target().contains("no more than 4096"));
        scanout.update();
        FakeBuffer next = FakeBuffer.pattern(31, 9, 0, Fourcc.RGB565);
        scanout.show(next);
        Awaitility.await().until(() -> allocator.given.size() == 2);
        Awaitility.await().until(() -> presenter.presentations().get(0).target().equals("memory of test"));
        assertPicture(next);
        assertThat(allocator.given.get(0).isFreed()).isTrue();
    }

    @Test
    void lyingBuffersAreRefusedBeforeTheyAreRead() {
        FakeScanout scanout = new FakeScanout(DEVICE, "guest", new FakeBuffer(64, 64, 256, Fourcc.XRGB8888, 64, 63));
        presenter.add(scanout);
        Awaitility.await()
                .until(() -> !presenter.presentations().isEmpty()
                        && presenter.presentations().get(0).target().contains("its memory has"));
    }

    @Test
    void withoutAllocatorNothingIsHeldAndWithANewOneAllIsThereAgain() throws Exception {
        FakeBuffer picture = FakeBuffer.pattern(20, 10, 0, Fourcc.XRGB8888);
        FakeScanout scanout = new FakeScanout(DEVICE, "guest", picture);
        presenter.add(scanout);
        Awaitility.await().until(() -> allocator.given.size() == 1);
        presenter.withoutAllocator(allocator);
        assertThat(allocator.given.get(0).isFreed()).isTrue();
        assertThat(scanout.subscriptions()).isZero();
        HeapAllocator next = new HeapAllocator();
        presenter.allocator(next);
        Awaitility.await().until(() -> next.given.size() == 1);
        Awaitility.await().until(() -> presenter.presentations().get(0).target().equals("memory of test"));
        assertPicture(picture);
    }

    @Test
    void anUnknownDeviceIsToldWhatThereIs() {
        presenter.add(FakeScanout.of(DEVICE, "guest", 2, 2, Fourcc.XRGB8888));
        assertThatThrownBy(() -> presenter.writePng("dom9/vfb0", folder.resolve("x.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dom9/vfb0")
                .hasMessageContaining("dom5/vfb0");
    }
}
