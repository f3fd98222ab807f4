package transom.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FbPage;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.PageDirectory;
import transom.xen.GuestPages;

/** What an attach reads from the guest: the layout and 2025 frames of a 1920x1080 picture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LayoutBench {

    private static final FramebufferLayout.Limits LIMITS = new FramebufferLayout.Limits(128 << 20, 16384);
    private static final int DIRECTORIES = 4;

    private final GuestPages page = new GuestPages(ByteBuffer.allocateDirect(GuestPages.PAGE_SIZE), () -> {});
    private final GuestPages directories =
            new GuestPages(ByteBuffer.allocateDirect(DIRECTORIES * GuestPages.PAGE_SIZE), () -> {});

    public LayoutBench() {
        FramebufferLayout layout = new FramebufferLayout(1920, 1080, 7680, 0, 32, 7680 * 1080);
        FbPage.initialise(page, layout, Abi.X86_64, new long[] {1, 2, 3, 4});
        long[] frames = new long[layout.pages()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = 100 + i;
        }
        FbPage.writeDirectories(directories, Abi.X86_64, frames);
    }

    /** Layout, directory frames and framebuffer frames. */
    @Benchmark
    public int readLayout() {
        FramebufferLayout layout = FramebufferLayout.read(page, LIMITS);
        int found = PageDirectory.directories(page, Abi.X86_64, layout).length;
        return found + PageDirectory.frames(directories, Abi.X86_64, layout).length;
    }
}
