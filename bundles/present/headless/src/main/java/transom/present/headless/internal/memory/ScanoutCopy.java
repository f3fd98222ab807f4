package transom.present.headless.internal.memory;

import java.awt.image.BufferedImage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.present.Presentation;
import transom.present.Presentation.State;
import transom.present.support.Png;
import transom.present.support.Rgb;
import transom.present.support.Shown;

/**
 * One scanout's last picture. What goes wrong costs it the picture until its mode changes, and one line in the log.
 *
 * <p><b>Thread:</b> the presenter's, but for {@link #presentation} and what {@code onFrame} does.
 */
final class ScanoutCopy {

    private static final Logger LOG = LoggerFactory.getLogger(ScanoutCopy.class);

    private final Scanout scanout;
    private final Runnable wake;
    private final Shown shown = new Shown();
    private final AtomicBoolean due = new AtomicBoolean();
    private Allocator allocator;
    private Scanout.Subscription subscription;
    private Buffer picture;
    private Mode refused;
    private volatile Mode mode;
    private volatile State state = State.WAITING;
    private volatile String target = "no allocator";

    ScanoutCopy(Scanout scanout, Runnable wake) {
        this.scanout = scanout;
        this.wake = wake;
        this.mode = scanout.mode();
    }

    /** Begins to keep its picture. */
    void open(Allocator memory) {
        allocator = memory;
        target = "no frame yet";
        subscription = scanout.subscribe(this::frameIsDue);
    }

    private void frameIsDue() {
        due.set(true);
        wake.run();
    }

    /** Takes a frame if one is due. */
    void turn() {
        if (subscription == null || !due.get() || !due.compareAndSet(true, false)) {
            return;
        }
        try {
            Frame frame = subscription.acquire();
            if (frame != null) {
                take(frame);
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
    }

    private void take(Frame frame) {
        try {
            fit(frame.buffer());
            if (picture != null) {
                long copied = Copy.damage(frame.buffer(), picture, frame.damage());
                long latency = System.nanoTime() - frame.doorbellNanos();
                shown.count(frame.sequence(), copied, frame.damage().pixels(), latency);
                state = State.SHOWN;
            }
        } finally {
            frame.release();
        }
    }

    private void fit(Buffer buffer) {
        boolean same = buffer.width() == mode.width()
                && buffer.height() == mode.height()
                && buffer.format().fourcc().equals(mode.fourcc());
        if (same && (picture != null || mode.equals(refused))) {
            return;
        }
        mode = new Mode(buffer.width(), buffer.height(), buffer.format().fourcc());
        forget("no picture");
        Rgb.of(mode.fourcc());
        picture = allocator.allocate(mode.width(), mode.height(), mode.fourcc());
        refused = null;
        target = "memory of " + allocator.name();
    }

    private void refuse(RuntimeException reason) {
        refused = mode;
        LOG.warn("{} '{}': not kept as {}: {}", scanout.label(), scanout.guestName(), mode, reason.getMessage());
        forget("not kept: " + reason.getMessage());
        state = State.REFUSED;
    }

    private void forget(String why) {
        target = why;
        state = State.WAITING;
        if (picture != null) {
            picture.drop();
            picture = null;
        }
    }

    /** Lets go of everything. */
    void close(String why) {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        due.set(false);
        refused = null;
        allocator = null;
        forget(why);
    }

    Scanout scanout() {
        return scanout;
    }

    /** A copy of the picture, null if there is none. */
    BufferedImage image() {
        return picture == null ? null : Png.image(picture);
    }

    /** <b>Thread:</b> any. */
    Presentation presentation() {
        return shown.presentation(scanout, mode, state, target, "copy");
    }
}
