package transom.itests.guestsim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import transom.gem.Box;
import transom.guestfb.wire.FramebufferLayout;
import transom.linux.EventLoop;
import transom.xen.XenbusState;

/**
 * Draws a scene into a framebuffer, frame by frame: first into memory of its own, then what changed into the shared
 * pages, and tells the backend about that.
 *
 * <p><b>Thread:</b> the guest's loop.
 */
final class Painter {

    private static final long SECOND = 1_000_000_000L;

    private final FbFront front;
    private final EventLoop loop;
    private final BiFunction<Integer, Integer, Scene> scenes;
    private final long periodNanos;
    private final long lastFrame;
    private final Pace pace;
    private Scene scene;
    private Canvas canvas;
    private long frames;
    private long due;
    private long asked;
    private boolean running;
    private boolean wholeNeeded = true;
    private Runnable whenDone = () -> {};

    /**
     * @param scenes makes the scene for a size
     * @param fps frames a second at most
     * @param lastFrame after so many it freezes; 0 for never
     */
    Painter(FbFront front, EventLoop loop, BiFunction<Integer, Integer, Scene> scenes, int fps, long lastFrame) {
        this.front = front;
        this.loop = loop;
        this.scenes = scenes;
        this.periodNanos = SECOND / fps;
        this.lastFrame = lastFrame;
        this.pace = new Pace(periodNanos);
        begin();
    }

    private void begin() {
        FramebufferLayout layout = front.layout();
        scene = scenes.apply(layout.width(), layout.height());
        canvas = new Canvas(layout.width(), layout.height());
        wholeNeeded = true;
    }

    /** Draws the first frame, and then one after the other while a backend is connected. */
    void start(Runnable done) {
        whenDone = done;
        draw();
        resume();
    }

    void freeze() {
        running = false;
        pace.pause();
    }

    void resume() {
        if (!running) {
            running = true;
            due = System.nanoTime() + periodNanos;
            tick();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        if (!running) {
            return;
        }
        if (now - due >= 0) {
            due = Math.max(due + periodNanos, now);
            if (front.state() == XenbusState.CONNECTED) {
                look(now);
                draw();
            }
        }
        if (lastFrame > 0 && frames >= lastFrame) {
            running = false;
            whenDone.run();
        } else {
            loop.schedule(this::tick, Math.max(1, (due - System.nanoTime()) / 1_000_000));
        }
    }

    /** The backend has read all of what was drawn before, or this frame waits behind it. */
    private void look(long now) {
        if (front.isConsumed()) {
            pace.served(asked == 0 ? now : Math.min(asked + periodNanos, now), now);
            asked = now;
        }
    }

    /** How evenly frames were served since this was asked last. */
    Map<String, Object> pace() {
        long now = System.nanoTime();
        return pace.take(running && !front.isConsumed() ? Math.min(asked + periodNanos, now) : now, now);
    }

    private void draw() {
        List<Box> changed;
        if (wholeNeeded) {
            wholeNeeded = false;
            changed = List.of(scene.drawAll(canvas, frames));
        } else {
            changed = scene.drawChanges(canvas, frames);
        }
        frames++;
        changed.forEach(this::publish);
    }

    private void publish(Box box) {
        FramebufferLayout layout = front.layout();
        PixelDepth depth = PixelDepth.of(layout.depth());
        ByteBuffer memory = front.framebuffer().asByteBuffer();
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            int row = layout.offset() + y * layout.stride();
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                depth.write(memory, row + x * depth.bytes(), depth.pack(canvas.get(x, y)));
            }
        }
        front.refresh(box.x(), box.y(), box.width(), box.height());
    }

    /** Another size, from the next frame on; that is drawn whole, at once if it stands still. */
    void resize(FramebufferLayout layout) {
        front.resize(layout);
        begin();
        draw();
    }

    /** Writes what the shared memory should show, as a screen shows it. */
    void picture(Path file) throws IOException {
        PixelDepth depth = PixelDepth.of(front.layout().depth());
        Canvas.Shader shown = (x, y) -> depth.unpack(depth.pack(canvas.get(x, y)));
        Png.write(file, canvas.width(), canvas.height(), shown);
    }

    /** Frames drawn; the one to be seen has this number less one. */
    long frames() {
        return frames;
    }

    boolean isRunning() {
        return running;
    }
}
