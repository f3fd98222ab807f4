package transom.itests.guestsim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    private KbdFront keyboard;
    private Screen screen;

    Program(Options options, EventLoop loop, Consumer<String> lost) {
        this.options = options;
        this.loop = loop;
        int pages = options.pages() + OTHER_PAGES;
        this.guest = options.isDisplif()
                ? SimGuest.create(options.control, options.name, pages, lost, "vkbd")
                : SimGuest.create(options.control, options.name, pages, lost, "vfb", "vkbd");
        if (options.isDisplif()) {
            guest.addDevice("vdispl", options.vdisplNodes());
        }
    }

    /** Offers the devices and begins to draw. */
    void start(Runnable done) {
        keyboard = new KbdFront(guest, loop);
        List<Scene.Item> overlays = options.echoInput ? List.of(new InputEcho(keyboard)) : List.of();
        BiFunction<Integer, Integer, Scene> scenes = (width, height) ->
                Scenes.make(options.scene, new Scenes.Subject(options.name, width, height, options.depth(), overlays));
        screen = options.isDisplif()
                ? new DisplScreen(guest, options, loop, scenes)
                : new FbScreen(guest, options, loop, scenes);
        screen.start(done);
    }

    /** Stops drawing; the answer comes when the backend has read or shown it all, or after 5 s. */
    CompletableFuture<Map<String, Object>> freeze() {
        screen.freeze();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        awaitConsumed(answer, System.nanoTime() + CONSUMED_LIMIT_NANOS);
        return answer;
    }

    private void awaitConsumed(CompletableFuture<Map<String, Object>> answer, long deadline) {
        if (screen.isConsumed() || System.nanoTime() - deadline >= 0) {
            answer.complete(status());
        } else {
            loop.schedule(() -> awaitConsumed(answer, deadline), CONSUMED_POLL_MILLIS);
        }
    }

    Map<String, Object> resume() {
        screen.resume();
        return status();
    }

    Map<String, Object> picture(String file) throws IOException {
        Path path = Path.of(file).toAbsolutePath();
        screen.picture(path);
        Map<String, Object> answer = status();
        answer.put("file", path.toString());
        return answer;
    }

    Map<String, Object> resize(String text) {
        int[] size = Options.size("size", text);
        screen.resize(size[0], size[1]);
        return status();
    }

    /** Switches the screen; the answer comes when the backend has done it, or after 5 s. */
    CompletableFuture<Map<String, Object>> power(boolean on) {
        screen.power(on);
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        awaitConsumed(answer, System.nanoTime() + CONSUMED_LIMIT_NANOS);
        return answer;
    }

    /** Its status, and how evenly its frames were served since this was asked last. */
    Map<String, Object> pace() {
        Map<String, Object> answer = status();
        answer.putAll(screen.pace());
        return answer;
    }

    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("domid", guest.id().value());
        status.put("name", options.name);
        status.put("scene", options.scene);
        screen.describe(status);
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
