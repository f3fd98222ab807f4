package transom.itests.guestsim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import transom.guestfb.wire.FramebufferLayout;
import transom.linux.EventLoop;

/** A screen by vfb: one framebuffer that is drawn into all the time. */
final class FbScreen implements Screen {

    private final FbFront front;
    private final Painter painter;

    FbScreen(SimGuest guest, Options options, EventLoop loop, BiFunction<Integer, Integer, Scene> scenes) {
        front = new FbFront(guest, options.layout(), options.abi, loop);
        painter = new Painter(front, loop, scenes, options.fps, options.frames);
    }

    @Override
    public void start(Runnable done) {
        painter.start(done);
    }

    @Override
    public void freeze() {
        painter.freeze();
    }

    @Override
    public void resume() {
        painter.resume();
    }

    @Override
    public boolean isConsumed() {
        return front.isConsumed();
    }

    @Override
    public void picture(Path file) throws IOException {
        painter.picture(file);
    }

    @Override
    public void resize(int width, int height) {
        if (!front.isResizable()) {
            throw new IllegalArgumentException("the backend does not offer feature-resize");
        }
        FramebufferLayout now = front.layout();
        int stride = Math.max(now.stride(), width * now.depth() / 8);
        painter.resize(new FramebufferLayout(width, height, stride, now.offset(), now.depth(), now.memory()));
    }

    @Override
    public void power(boolean on) {
        throw new IllegalArgumentException("a vfb has no switch; only displif has");
    }

    @Override
    public Map<String, Object> pace() {
        return painter.pace();
    }

    @Override
    public void describe(Map<String, Object> status) {
        FramebufferLayout layout = front.layout();
        status.put("protocol", "vfb");
        status.put("state", front.state().code());
        status.put("backendState", front.backendState().code());
        status.put("running", painter.isRunning());
        status.put("framesDrawn", painter.frames());
        status.put("width", layout.width());
        status.put("height", layout.height());
        status.put("depth", layout.depth());
        status.put("stride", layout.stride());
        status.put("updateWanted", front.isUpdateWanted());
        status.put("updatesSent", front.updates());
        status.put("ringFull", front.ringFull());
        status.put("consumed", front.isConsumed());
        status.put("refreshPeriod", front.refreshPeriod());
    }
}
