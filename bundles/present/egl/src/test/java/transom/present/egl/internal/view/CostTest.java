package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;
import transom.present.egl.internal.gl.MemfdDmaBuf;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** What a frame and a restart cost: no memory, no thread, no file descriptor. */
class CostTest {

    private static final int FRAMES = 2000;

    /** Rounds of frames until the JVM has compiled what it runs; before, it allocates what it would leave out. */
    private static final int ROUNDS = 30;

    private final FakeScanout scanout =
            FakeScanout.of(new DeviceId(new DomId(1), "vfb", 0), "cost", 160, 120, Fourcc.XRGB8888);

    @Test
    void aFrameAllocatesNothingAndIsDrawnSoon() throws Exception {
        try (TestScreen screen = TestScreen.start(320, 240);
                WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, new Told())) {
            presenter.add(scanout);
            screen.awaitPicture("cost", scanout.picture());
            assertNothingAllocated(presenter, i -> scanout.update(i % 100, i % 50, 32, 16));
            var latency = presenter.presentations().get(0).latency();
            assertThat(latency.p50Micros()).isLessThan(5000);
        }
    }

    /** Also where nothing can be imported: then every flip is a whole upload. */
    @Test
    void aFlipAllocatesNothing() throws Exception {
        FakeBuffer[] buffers = {
            MemfdDmaBuf.pattern(64, 48, 0, 0, Fourcc.XRGB8888), MemfdDmaBuf.pattern(64, 48, 0, 0, Fourcc.XRGB8888)
        };
        FakeScanout flips = new FakeScanout(new DeviceId(new DomId(1), "vfb", 0), "flips", buffers[0]);
        try (TestScreen screen = TestScreen.start(320, 240);
                WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, new Told())) {
            presenter.add(flips);
            screen.awaitPicture("flips", buffers[0]);
            assertNothingAllocated(presenter, i -> flips.flip(buffers[(i + 1) % 2]));
            var shown = presenter.presentations().get(0);
            boolean imported = shown.path().equals("dma-buf");
            assertThat(shown.cpuBytesCopied()).isEqualTo(imported ? 0 : shown.framesPresented() * 64 * 48 * 4);
        }
        assertThat(flips.complaints()).isEmpty();
    }

    private void assertNothingAllocated(WindowPresenter presenter, IntConsumer guest) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long render = renderThread();
        long perFrame = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && perFrame > 0; round++) {
            long before = threads.getThreadAllocatedBytes(render);
            frames(presenter, FRAMES, guest);
            perFrame = (threads.getThreadAllocatedBytes(render) - before) / FRAMES;
        }
        assertThat(perFrame).as("bytes on the heap per frame").isZero();
    }

    /** One frame after the other, each drawn before the next is rung. */
    private static void frames(WindowPresenter presenter, int count, IntConsumer guest) {
        ScanoutView view = presenter.view("dom1/vfb0");
        for (int i = 0; i < count; i++) {
            long shown = view.framesShown();
            guest.accept(i);
            while (view.framesShown() == shown) {
                Thread.onSpinWait();
            }
        }
    }

    private static long renderThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("transom-render"))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    @Test
    void restartsLeaveNothingBehind() throws Exception {
        try (TestScreen screen = TestScreen.start(320, 240)) {
            restart(screen, 3);
            long files = openFiles();
            int threads = systemThreads();
            restart(screen, 20);
            assertThat(openFiles()).as("file descriptors").isLessThanOrEqualTo(files);
            assertThat(systemThreads()).as("threads of the process").isLessThanOrEqualTo(threads + 1);
            assertThat(scanout.complaints()).isEmpty();
        }
    }

    private void restart(TestScreen screen, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, new Told())) {
                scanout.picture().paint(0, 0, 160, 120, i);
                presenter.add(scanout);
                screen.awaitPicture("cost", scanout.picture());
            }
            screen.awaitGone("cost");
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static int systemThreads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return (int) tasks.count();
        }
    }
}
