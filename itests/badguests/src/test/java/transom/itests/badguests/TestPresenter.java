package transom.itests.badguests;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.xen.DeviceId;

/** Copies each frame's pixels as soon as it is told of it. */
final class TestPresenter implements ScanoutRegistry {

    /** A copy of a picture: row after row without gaps. */
    record Picture(int width, int height, byte[] pixels, long frames) {}

    private static final Picture NOTHING = new Picture(0, 0, new byte[0], 0);

    /** A device of vfb has one connector, 0. */
    private record Screen(DeviceId device, int connector) {}

    private final Map<Screen, Picture> pictures = new ConcurrentHashMap<>();
    private final Map<Screen, Shown> shown = new ConcurrentHashMap<>();

    private static Screen screen(Scanout scanout) {
        return new Screen(scanout.device(), scanout.connector());
    }

    @Override
    public Registration register(Scanout scanout) {
        Shown one = new Shown(scanout);
        one.subscription = scanout.subscribe(one::show);
        shown.put(screen(scanout), one);
        return () -> {
            shown.remove(screen(scanout));
            one.subscription.close();
        };
    }

    Picture picture(DeviceId device) {
        return picture(device, 0);
    }

    Picture picture(DeviceId device, int connector) {
        return pictures.getOrDefault(new Screen(device, connector), NOTHING);
    }

    boolean shows(DeviceId device) {
        return shown.containsKey(new Screen(device, 0));
    }

    Scanout scanout(DeviceId device) {
        return shown.get(new Screen(device, 0)).scanout;
    }

    /** Looks at it no more. */
    void leave(DeviceId device) {
        shown.get(new Screen(device, 0)).subscription.close();
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
                Picture last = pictures.getOrDefault(screen(scanout), NOTHING);
                pictures.put(screen(scanout), copy(frame.buffer(), last.frames() + 1));
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
