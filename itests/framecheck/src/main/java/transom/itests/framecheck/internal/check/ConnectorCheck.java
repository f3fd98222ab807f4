package transom.itests.framecheck.internal.check;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Buffer;
import transom.gem.Fourcc;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;

/**
 * Compares each frame of one connector with the picture that its number stands for. It outlives the connector's scanouts:
 * each one is a life.
 *
 * <p><b>Thread:</b> any; the checker's compares.
 */
final class ConnectorCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorCheck.class);

    private final String device;
    private final Runnable wake;
    private final AtomicBoolean due = new AtomicBoolean();
    private final Order order = new Order();
    private String guest;
    private Mode mode;
    private Scanout scanout;
    private Scanout.Subscription subscription;
    private Picture picture;
    private long lives;
    private long frames;
    private long badFrames;
    private long badPixels;
    private String firstBad;
    private long nanos;
    private String problem;

    ConnectorCheck(String device, Runnable wake) {
        this.device = device;
        this.wake = wake;
    }

    String device() {
        return device;
    }

    /** It shows something from now on. */
    synchronized void begin(Scanout shown, boolean watched) {
        end();
        scanout = shown;
        guest = shown.guestName();
        mode = shown.mode();
        lives++;
        order.beginAnew();
        if (watched) {
            watch();
        }
    }

    /** Looks at its frames, if it shows something. */
    synchronized void watch() {
        if (scanout != null && subscription == null) {
            subscription = scanout.subscribe(this::frameIsDue);
        }
    }

    private void frameIsDue() {
        due.set(true);
        wake.run();
    }

    /** Looks at no more frames; what was found stays. */
    synchronized void ignore() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        order.beginAnew();
    }

    synchronized boolean shows(Scanout shown) {
        return scanout == shown;
    }

    /** It shows nothing any more; when this returns, nothing of the scanout is used. */
    synchronized void end() {
        ignore();
        scanout = null;
        picture = null;
    }

    synchronized void reset() {
        order.reset();
        lives = scanout == null ? 0 : 1;
        frames = 0;
        badFrames = 0;
        badPixels = 0;
        firstBad = null;
        nanos = 0;
        problem = null;
    }

    /** Compares a frame if one is due. */
    void turn() {
        if (due.get() && due.compareAndSet(true, false)) {
            take();
        }
    }

    private synchronized void take() {
        Frame frame = subscription == null ? null : subscription.acquire();
        if (frame == null) {
            return;
        }
        try {
            long started = System.nanoTime();
            compare(frame.buffer());
            nanos += System.nanoTime() - started;
        } catch (RuntimeException e) {
            problem(e.toString());
        } finally {
            frame.release();
        }
    }

    private void compare(Buffer buffer) {
        if (!fits(buffer)) {
            return;
        }
        ByteBuffer pixels = buffer.beginCpuAccess();
        try {
            picture.compare(pixels);
            order.next(picture.number(), picture.numberBits());
            count();
        } finally {
            buffer.endCpuAccess();
        }
    }

    private boolean fits(Buffer buffer) {
        Fourcc fourcc = buffer.format().fourcc();
        Word word = Word.of(fourcc);
        if (word == null || buffer.stride() != buffer.width() * word.bytes()) {
            problem("there is no picture to compare with for " + buffer.width() + "x" + buffer.height() + " " + fourcc
                    + " stride " + buffer.stride());
            return false;
        }
        if (picture == null || !picture.isOf(word, buffer.width(), buffer.height())) {
            picture = Picture.of(word, buffer.width(), buffer.height());
            mode = new Mode(buffer.width(), buffer.height(), fourcc);
        }
        return true;
    }

    private void count() {
        frames++;
        if (picture.wrong() == 0) {
            return;
        }
        badFrames++;
        badPixels += picture.wrong();
        if (firstBad == null) {
            firstBad = String.format(
                    "frame %d: %d,%d is %08x, not %08x",
                    Integer.toUnsignedLong(picture.number()),
                    picture.firstX(),
                    picture.firstY(),
                    picture.firstIs(),
                    picture.firstExpected());
            LOG.warn("{} '{}': wrong pixels, the first in {}", device, guest, firstBad);
        }
    }

    private void problem(String what) {
        if (problem == null) {
            problem = what;
            LOG.warn("{} '{}': frames cannot be compared: {}", device, guest, what);
        }
    }

    synchronized Findings findings() {
        return new Findings(
                device,
                guest,
                mode == null ? null : mode.toString(),
                lives,
                frames,
                badFrames,
                badPixels,
                firstBad,
                order.missing(),
                order.repeated(),
                order.backward(),
                unsigned(order.first()),
                unsigned(order.last()),
                TimeUnit.NANOSECONDS.toMicros(nanos),
                problem);
    }

    private static Long unsigned(Integer number) {
        return number == null ? null : Integer.toUnsignedLong(number);
    }
}
