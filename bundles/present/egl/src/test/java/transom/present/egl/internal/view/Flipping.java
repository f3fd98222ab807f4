package transom.present.egl.internal.view;

import java.util.concurrent.locks.LockSupport;
import transom.gem.Fourcc;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** A guest that flips between two pictures, some hundred times a second. */
final class Flipping implements AutoCloseable {

    private final FakeBuffer[] pictures = new FakeBuffer[2];
    private final FakeScanout scanout;
    private final Thread thread = new Thread(this::run, "guest");
    private volatile boolean stopping;

    Flipping(int dom, String name, int width, int height) {
        for (int i = 0; i < 2; i++) {
            pictures[i] = FakeBuffer.pattern(width, height, 0, Fourcc.XRGB8888);
            pictures[i].paint(0, 0, width, height, i + 1);
        }
        scanout = new FakeScanout(new DeviceId(new DomId(dom), "vdispl", 0), name, pictures[0]);
        thread.start();
    }

    private void run() {
        for (int i = 1; !stopping; i++) {
            scanout.flip(pictures[i % 2]);
            LockSupport.parkNanos(3_000_000);
        }
    }

    FakeScanout scanout() {
        return scanout;
    }

    FakeBuffer[] pictures() {
        return pictures;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
