package transom.itests.guestsim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import transom.gem.Fourcc;
import transom.guestfb.wire.DisplRequests;
import transom.linux.EventLoop;
import transom.linux.Timer;
import transom.xen.XenbusState;

/**
 * A screen by displif: two buffers that are drawn and flipped by turns, as a client of Linux's driver does. A frame is
 * drawn when the flip before is done, and not sooner than the frame rate allows.
 *
 * <p><b>Thread:</b> the guest's loop.
 */
final class DisplScreen implements Screen, DisplFront.Driver {

    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Options options;
    private final int width;
    private final int height;
    private final FlipPainter painter;
    private final List<DisplBuffer> buffers;
    private final DisplFront front;
    private final Timer next;
    private final long periodNanos;
    private final Pace pace;
    private DisplConnector connector;
    private String fault = "";
    private int visible;
    private boolean lit;
    private boolean wanted = true;
    private boolean running;
    private long due;
    private long asked;
    private long connections;
    private long flips;
    private long timeouts;
    private long lateFlips;
    private long refused;
    private long dropped;
    private Runnable whenDone = () -> {};

    DisplScreen(SimGuest guest, Options options, EventLoop loop, BiFunction<Integer, Integer, Scene> scenes) {
        this.loop = loop;
        this.options = options;
        this.width = options.width();
        this.height = options.height();
        this.periodNanos = SECOND / options.fps;
        this.pace = new Pace(periodNanos);
        this.painter = new FlipPainter(scenes.apply(width, height), width, height, options.depth());
        this.buffers = List.of(
                new DisplBuffer(guest, 1, width, height, options.depth()),
                new DisplBuffer(guest, 2, width, height, options.depth()));
        this.next = loop.timer(this::nextFrame);
        this.front = new DisplFront(guest, loop, this);
    }

    private static Fourcc fourcc(int depth) {
        return switch (depth) {
            case 16 -> Fourcc.RGB565;
            case 24 -> Fourcc.RGB888;
            default -> Fourcc.XRGB8888;
        };
    }

    @Override
    public void start(Runnable done) {
        whenDone = done;
        running = true;
    }

    @Override
    public void connected(DisplFront connected) {
        connector = connected.connectors().get(0);
        connections++;
        if (wanted) {
            switchOn();
        }
    }

    @Override
    public void disconnected() {
        count();
        connector = null;
        next.cancel();
        if (lit) {
            lit = false;
            buffers.forEach(DisplBuffer::release);
        }
    }

    /** What the connector counted that is about to go. */
    private void count() {
        flips += connector.flips();
        timeouts += connector.timeouts();
        lateFlips += connector.lateFlips();
        refused += connector.refused();
        dropped += connector.dropped();
    }

    private void switchOn() {
        lit = true;
        painter.forgetBuffers();
        for (DisplBuffer buffer : buffers) {
            buffer.prepare(front.backendAllocates());
            submit("DBUF_CREATE", buffer.create(), () -> map(buffer));
            submit(
                    "FB_ATTACH",
                    (ring, id) -> DisplRequests.fbAttach(
                            ring,
                            id,
                            buffer.cookie(),
                            buffer.fbCookie(),
                            width,
                            height,
                            fourcc(options.depth()).code()),
                    () -> {});
        }
        submit(
                "SET_CONFIG",
                (ring, id) -> {
                    visible = 0;
                    drawFirst();
                    return DisplRequests.setConfig(
                            ring, id, buffers.get(0).fbCookie(), 0, 0, width, height, options.depth());
                },
                () -> schedule(System.nanoTime()));
    }

    private void map(DisplBuffer buffer) {
        try {
            buffer.created();
        } catch (RuntimeException e) {
            fail("mapping a buffer: " + e.getMessage());
        }
    }

    private void drawFirst() {
        if (painter.frames() == 0) {
            painter.draw(0, buffers.get(0).pixels());
        } else {
            painter.copy(0, buffers.get(0).pixels());
        }
    }

    /** Asks for nothing more after the first request that is refused, and says so in the status. */
    private void submit(String name, DisplConnector.Request request, Runnable then) {
        connector.submit(request, status -> {
            if (status == 0) {
                then.run();
            } else {
                fail(name + ": " + status);
            }
        });
    }

    private void fail(String reason) {
        fault = fault.isEmpty() ? reason : fault;
        connector.cancelQueued();
    }

    private void schedule(long now) {
        due = Math.max(due + periodNanos, now);
        next.setNanos(Math.max(0, due - now));
    }

    private void nextFrame() {
        if (connector == null || !lit || !running || connector.isFlipping() || !fault.isEmpty()) {
            return;
        }
        if (options.frames > 0 && painter.frames() >= options.frames) {
            running = false;
            whenDone.run();
            return;
        }
        int hidden = 1 - visible;
        painter.draw(hidden, buffers.get(hidden).pixels());
        asked = System.nanoTime();
        connector.flip(buffers.get(hidden).fbCookie(), () -> {
            visible = hidden;
            long now = System.nanoTime();
            pace.served(asked, now);
            schedule(now);
        });
    }

    @Override
    public void power(boolean on) {
        wanted = on;
        if (connector == null || lit == on) {
            return;
        }
        if (!connector.isIdle()) {
            throw new IllegalArgumentException("a request waits for its answer: freeze before this");
        }
        if (on) {
            switchOn();
        } else {
            switchOff();
        }
    }

    /** As Linux does for a client that ends: detach the hidden one, switch off, detach, destroy. */
    private void switchOff() {
        next.cancel();
        lit = false;
        detach(1 - visible);
        connector.submit((ring, id) -> DisplRequests.setConfig(ring, id, 0, 0, 0, 0, 0, 0), status -> {});
        detach(visible);
        for (DisplBuffer buffer : buffers) {
            connector.submit(
                    (ring, id) -> {
                        buffer.unmap();
                        return DisplRequests.dbufDestroy(ring, id, buffer.cookie());
                    },
                    status -> buffer.release());
        }
    }

    private void detach(int buffer) {
        long cookie = buffers.get(buffer).fbCookie();
        connector.submit((ring, id) -> DisplRequests.fbDetach(ring, id, cookie), status -> {});
    }

    @Override
    public void freeze() {
        running = false;
        pace.pause();
    }

    @Override
    public void resume() {
        if (!running) {
            running = true;
            if (connector != null && lit && !connector.isFlipping()) {
                schedule(System.nanoTime());
            }
        }
    }

    @Override
    public boolean isConsumed() {
        return connector == null || connector.isIdle();
    }

    @Override
    public void picture(Path file) throws IOException {
        Png.write(file, width, height, painter.shown());
    }

    @Override
    public void resize(int newWidth, int newHeight) {
        throw new IllegalArgumentException("a connector of displif has the size that the toolstack gave it");
    }

    @Override
    public Map<String, Object> pace() {
        long now = System.nanoTime();
        return pace.take(connector != null && connector.isFlipping() ? asked : now, now);
    }

    @Override
    public void describe(Map<String, Object> status) {
        DisplConnector now = connector;
        status.put("protocol", "displif");
        status.put("state", front.state().code());
        status.put("backendState", front.backendState().code());
        status.put("running", running);
        status.put("framesDrawn", painter.frames());
        status.put("width", width);
        status.put("height", height);
        status.put("depth", options.depth());
        status.put("stride", width * options.depth() / 8);
        status.put("allocation", front.backendAllocates() ? "backend" : "frontend");
        status.put("connected", front.state() == XenbusState.CONNECTED);
        status.put("connections", connections);
        status.put("lit", lit);
        status.put("flips", flips + (now == null ? 0 : now.flips()));
        status.put("timeouts", timeouts + (now == null ? 0 : now.timeouts()));
        status.put("lateFlips", lateFlips + (now == null ? 0 : now.lateFlips()));
        status.put("refused", refused + (now == null ? 0 : now.refused()));
        status.put("dropped", dropped + (now == null ? 0 : now.dropped()));
        status.put("fault", fault);
        status.put("consumed", isConsumed());
    }
}
