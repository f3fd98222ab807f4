package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.SharedLibrary;
import transom.present.support.FakeBuffer;
import transom.xshot.Comparison;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;
import transom.xshot.Xvfb;

/** An X server of the test's own, and a look at it from outside. */
public final class TestScreen implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final SharedLibrary LIBC = APIUtil.apiCreateLibrary("libc.so.6");

    private final Xvfb server;
    private final XConnection connection;
    private final XWindows windows;

    private TestScreen(Xvfb server) throws IOException {
        this.server = server;
        this.connection = XConnection.open(server.display());
        this.windows = new XWindows(connection);
    }

    /** Starts it and makes it this process's display; the test is skipped where there is no Xvfb. */
    public static TestScreen start(int width, int height) throws IOException {
        Assumptions.assumeTrue(Xvfb.missing().isEmpty(), Xvfb.missing());
        Xvfb server = Xvfb.start(width, height);
        setenv("DISPLAY", server.display());
        return new TestScreen(server);
    }

    /** Xlib asks the C library's environment; Java's is a copy. */
    static void setenv(String name, String value) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            long setenv = LIBC.getFunctionAddress("setenv");
            long nameAddress = MemoryUtil.memAddress(stack.ASCII(name));
            assertThat(JNI.invokePPI(nameAddress, MemoryUtil.memAddress(stack.ASCII(value)), 1, setenv))
                    .isZero();
        }
    }

    XWindow await(String title) {
        try {
            return windows.await(title, LIMIT).orElseThrow(() -> new AssertionError("no window '" + title + "'"));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    boolean has(String title) {
        try {
            return !windows.titled(title).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The server does what different clients ask in any order: its window may be there a moment longer. */
    void awaitGone(String title) {
        Awaitility.await().atMost(LIMIT).until(() -> !has(title));
    }

    BufferedImage grab(String title) {
        try {
            return Screenshot.of(connection, await(title));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the window shows exactly the picture. */
    void awaitPicture(String title, FakeBuffer expected) {
        BufferedImage picture = image(expected);
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            Comparison result = Comparison.of(picture, grab(title));
            assertThat(result.isEqual()).as(result.summary()).isTrue();
        });
    }

    public static BufferedImage image(FakeBuffer buffer) {
        BufferedImage image = new BufferedImage(buffer.width(), buffer.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < buffer.height(); y++) {
            for (int x = 0; x < buffer.width(); x++) {
                image.setRGB(x, y, buffer.rgb(x, y));
            }
        }
        return image;
    }

    /** As for {@code $DISPLAY}. */
    String display() {
        return server.display();
    }

    XConnection connection() {
        return connection;
    }

    XWindows windows() {
        return windows;
    }

    @Override
    public void close() throws IOException {
        connection.close();
        server.close();
    }
}
