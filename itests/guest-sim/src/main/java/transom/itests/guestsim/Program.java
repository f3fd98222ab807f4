package transom.itests.guestsim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import transom.guestfb.wire.FramebufferLayout;
import transom.linux.EventLoop;

/**
 * A guest that runs: its drivers, its painter and what can be asked of it.
 *
 * <p><b>Owner:</b> whoever started it. <b>Thread:</b> the methods run on the guest's loop, but {@link #close}.
 */
final class Program implements AutoCloseable {

    /** Page, directories, keyboard page and frame 0, on top of the framebuffer. */
    private static final int OTHER_PAGES = 512;

    private static final int CONSUMED_POLL_MILLIS = 2;
    private static final long CONSUMED_LIMIT_NANOS = 5_000_000_000L;

    private final EventLoop loop;
    private final SimGuest guest;
    private final Options options;
    private FbFront front;
    private KbdFront keyboard;
    private Painter painter;

    Program(Options options, EventLoop loop, Consumer<String> lost) {
        this.options = options;
        this.loop = loop;
        int pages = options.layout().pages() + OTHER_PAGES;
        this.guest = SimGuest.create(options.control, options.name, pages, lost, "vfb", "vkbd");
    }

    /** Offers the devices and begins to draw. */
    void start(Runnable done) {
        keyboard = new KbdFront(guest, loop);
        front = new FbFront(guest, options.layout(), options.abi, loop);
        List<Scene.Item> overlays = options.echoInput ? List.of(new InputEcho(keyboard)) : List.of();
        painter = new Painter(
                front,
                loop,
                (width, height) -> Scenes.make(
                        options.scene,
                        new Scenes.Subject(
                                options.name, width, height, front.layout().depth(), overlays)),
                options.fps,
                options.frames);
        painter.start(done);
    }

    /** Stops drawing; the answer comes when the backend has read all updates, or after 5 s. */
    CompletableFuture<Map<String, Object>> freeze() {
        painter.freeze();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        awaitConsumed(answer, System.nanoTime() + CONSUMED_LIMIT_NANOS);
        return answer;
    }

    private void awaitConsumed(CompletableFuture<Map<String, Object>> answer, long deadline) {
        if (front.isConsumed() || System.nanoTime() - deadline >= 0) {
            answer.complete(status());
        } else {
            loop.schedule(() -> awaitConsumed(answer, deadline), CONSUMED_POLL_MILLIS);
        }
    }

    Map<String, Object> resume() {
        painter.resume();
        return status();
    }

    Map<String, Object> picture(String file) throws IOException {
        Path path = Path.of(file).toAbsolutePath();
        painter.picture(path);
        Map<String, Object> answer = status();
        answer.put("file", path.toString());
        return answer;
    }

    Map<String, Object> resize(String text) {
        if (!front.isResizable()) {
            throw new IllegalArgumentException("the backend does not offer feature-resize");
        }
        int[] size = Options.size("size", text);
        FramebufferLayout now = front.layout();
        int stride = Math.max(now.stride(), size[0] * now.depth() / 8);
        painter.resize(new FramebufferLayout(size[0], size[1], stride, now.offset(), now.depth(), now.memory()));
        return status();
    }

    Map<String, Object> status() {
        FramebufferLayout layout = front.layout();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("domid", guest.id().value());
        status.put("name", options.name);
        status.put("state", front.state().code());
        status.put("backendState", front.backendState().code());
        status.put("running", painter.isRunning());
        status.put("framesDrawn", painter.frames());
        status.put("scene", options.scene);
        status.put("width", layout.width());
        status.put("height", layout.height());
        status.put("depth", layout.depth());
        status.put("stride", layout.stride());
        status.put("updateWanted", front.isUpdateWanted());
        status.put("updatesSent", front.updates());
        status.put("ringFull", front.ringFull());
        status.put("consumed", front.isConsumed());
        status.put("refreshPeriod", front.refreshPeriod());
        status.put("keyboardState", keyboard.state().code());
        status.put("input", keyboard.received());
        status.put("pointer", List.of(keyboard.x(), keyboard.y(), keyboard.wheel()));
        status.put("pressed", keyboard.pressed());
        return status;
    }

    int domid() {
        return guest.id().value();
    }

    @Override
    public void close() {
        loop.close();
        guest.close();
    }
}
