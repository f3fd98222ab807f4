package transom.present.egl.internal.view;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.present.Presentation;
import transom.present.egl.internal.window.GuestWindow;
import transom.present.egl.internal.window.WindowListener;
import transom.present.egl.internal.window.WindowTitle;
import transom.present.support.Shown;

/**
 * One scanout and its window. What goes wrong with its picture costs it the window until its mode changes, and one line
 * in the log.
 *
 * <p><b>Thread:</b> render, but for {@link #presentation} and what {@code onFrame} does.
 */
final class ScanoutView implements WindowListener {

    private static final Logger LOG = LoggerFactory.getLogger(ScanoutView.class);

    private static final int MOST_LINES = 8;

    private final Scanout scanout;
    private final Desk desk;
    private final PersonInput input;
    private final Shown shown = new Shown();
    private final AtomicBoolean due = new AtomicBoolean();
    private Scanout.Subscription subscription;
    private Picture picture;
    private Mode refused;
    private boolean damaged;
    private boolean closedByPerson;
    private int linesLeft = MOST_LINES;
    private String told;
    private volatile Mode mode;
    private volatile String target = "no frame yet";
    private volatile String path = "none yet";

    ScanoutView(Scanout scanout, Desk desk) {
        this.scanout = scanout;
        this.desk = desk;
        this.mode = scanout.mode();
        this.input = new PersonInput(scanout.input());
    }

    /** Begins to show it. */
    void open() {
        closedByPerson = false;
        target = "no frame yet";
        subscription = scanout.subscribe(this::frameIsDue);
    }

    private void frameIsDue() {
        due.set(true);
        desk.wake();
    }

    /** Does what there is to do; whatever fails, other views do not notice. */
    void turn() {
        if (subscription != null) {
            try {
                work();
            } catch (RuntimeException e) {
                refuse(e);
            }
        }
    }

    private void work() {
        if (due.get() && due.compareAndSet(true, false)) {
            Frame frame = subscription.acquire();
            if (frame != null) {
                show(frame);
                return;
            }
        }
        if (damaged && picture != null) {
            damaged = false;
            picture.redraw(desk.settings().linear());
            picture.window().swap();
        }
    }

    private void show(Frame frame) {
        long sequence = frame.sequence();
        long doorbell = frame.doorbellNanos();
        long damage = frame.damage().pixels();
        boolean onLoan = true;
        try {
            long copied = take(frame);
            if (copied >= 0) {
                if (!picture.readsInPlace()) {
                    onLoan = false;
                    frame.release();
                }
                damaged = false;
                picture.draw(desk.settings().linear());
                long drawnAt = System.nanoTime();
                if (onLoan) {
                    onLoan = false;
                    picture.release(frame);
                }
                picture.window().swap();
                shown.count(sequence, copied, damage, drawnAt - doorbell);
            }
        } catch (RuntimeException e) {
            refuse(e);
        } finally {
            if (onLoan) {
                frame.release();
            }
        }
    }

    /** @return bytes copied, -1 if its mode was refused before */
    private long take(Frame frame) {
        var buffer = frame.buffer();
        if (buffer.width() != mode.width()
                || buffer.height() != mode.height()
                || !buffer.format().fourcc().equals(mode.fourcc())) {
            mode = new Mode(buffer.width(), buffer.height(), buffer.format().fourcc());
        }
        if (mode.equals(refused)) {
            return -1;
        }
        refused = null;
        if (picture == null) {
            picture = desk.picture(this, mode.width(), mode.height());
            target = window().describe();
        }
        try {
            return picture.take(frame);
        } finally {
            tell(picture.path());
        }
    }

    /** Says once why pixels are copied that need not be; a guest that makes buffers in masses does not fill the log. */
    private void tell(String now) {
        path = now;
        if (now.startsWith("upload: ") && linesLeft > 0 && !now.equals(told)) {
            told = now;
            linesLeft--;
            LOG.info("{} '{}': {} is copied, {}", scanout.label(), scanout.guestName(), mode, now);
        }
    }

    private void refuse(RuntimeException reason) {
        refused = mode;
        LOG.warn("{} '{}': not shown as {}: {}", scanout.label(), scanout.guestName(), mode, reason.getMessage());
        LOG.debug("why {} is not shown", scanout.label(), reason);
        closePicture("not shown: " + reason.getMessage());
    }

    private void closePicture(String why) {
        target = why;
        input.releaseAll();
        if (picture != null) {
            picture.close();
            picture = null;
        }
    }

    /** Lets go of memory that the guest has given up. */
    void letGo() {
        if (picture != null) {
            picture.letGo();
        }
    }

    /** Stops showing it. */
    void close(String why) {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        closePicture(why);
        due.set(false);
    }

    boolean isClosedByPerson() {
        return closedByPerson;
    }

    Scanout scanout() {
        return scanout;
    }

    String title() {
        boolean first = scanout.device().index() == 0 && scanout.connector() == 0;
        return WindowTitle.of(scanout.guestName(), scanout.label(), first);
    }

    /** What is drawn now, null if nothing is. */
    Picture picture() {
        return picture;
    }

    /** <b>Thread:</b> any. Does not allocate. */
    long framesShown() {
        return shown.frames();
    }

    /** <b>Thread:</b> any. */
    Presentation presentation() {
        return shown.presentation(scanout, mode, target, path);
    }

    private GuestWindow window() {
        return picture.window();
    }

    @Override
    public void damaged() {
        damaged = true;
        if (picture != null) {
            target = window().describe();
        }
    }

    @Override
    public void closeRequested() {
        closedByPerson = true;
    }

    @Override
    public void key(int code, boolean pressed) {
        if (code != desk.settings().fullscreenKey()) {
            input.press(code, pressed);
        } else if (pressed) {
            window().toggleFullscreen();
        }
    }

    @Override
    public void button(int code, boolean pressed) {
        input.press(code, pressed);
    }

    @Override
    public void pointer(double x, double y) {
        input.pointer(window().letterbox().guestX(x), window().letterbox().guestY(y));
    }

    @Override
    public void wheel(double notches) {
        input.wheel(notches);
    }

    @Override
    public void focusLost() {
        input.releaseAll();
    }
}
