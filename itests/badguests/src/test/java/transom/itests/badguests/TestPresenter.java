package transom.itests.badguests;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.guestfb.pv.internal.scanout.ScanoutRegistry;
import transom.xen.DeviceId;

/** Copies each frame's pixels as soon as it is told of it. */
final class TestPresenter implements ScanoutRegistry {

    /** A copy of a picture: row after row without gaps. */
    record Picture(int width, int height, byte[] pixels, long frames) {}

    private static final Picture NOTHING = new Picture(0, 0, new byte[0], 0);

    private final Map<DeviceId, Picture> pictures = new ConcurrentHashMap<>();
    private final Map<DeviceId, Shown> shown = new ConcurrentHashMap<>();

    @Override
    public Registration register(Scanout scanout) {
        Shown one = new Shown(scanout);
        one.subscription = scanout.subscribe(one::show);
        shown.put(scanout.device(), one);
        return () -> {
            shown.remove(scanout.device());
            one.subscription.close();
        };
    }

    Picture picture(DeviceId device) {
        return pictures.getOrDefault(device, NOTHING);
    }

    boolean shows(DeviceId device) {
        return shown.containsKey(device);
    }

    Scanout scanout(DeviceId device) {
        return shown.get(device).scanout;
    }

    /** Looks at it no more. */
    void leave(DeviceId device) {
        shown.get(device).subscription.close();
    }

    private final class Shown {
        private final Scanout scanout;
        private volatile Scanout.Subscription subscription;

        Shown(Scanout scanout) {
            this.scanout = scanout;
        }

        void show() {
            Frame frame = subscription.acquire();
            if (frame != null) {
                Picture last = picture(scanout.device());
                pictures.put(scanout.device(), copy(frame.buffer(), last.frames() + 1));
                frame.release();
            }
        }
    }

    private static Picture copy(Buffer buffer, long frames) {
        int row = buffer.width() * buffer.format().fourcc().bytesPerPixel();
        byte[] pixels = new byte[row * buffer.height()];
        ByteBuffer memory = buffer.beginCpuAccess();
        for (int y = 0; y < buffer.height(); y++) {
            memory.get(y * buffer.stride(), pixels, y * row, row);
        }
        buffer.endCpuAccess();
        return new Picture(buffer.width(), buffer.height(), pixels, frames);
    }
}
