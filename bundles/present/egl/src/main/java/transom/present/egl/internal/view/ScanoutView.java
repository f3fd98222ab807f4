package transom.present.egl.internal.view;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.lwjgl.window.WindowLease;
import transom.lwjgl.window.WindowOptions;
import transom.present.Presentation;
import transom.present.Presentation.State;
import transom.present.egl.internal.window.WindowTitle;
import transom.present.support.Shown;

/**
 * One scanout and its window. While another presenter holds the window, the view draws the picture once out of sight, and then
 * asks for the window; nobody waits for it until then. What goes wrong with a picture costs the window until its mode changes,
 * and one line in the log.
 *
 * <p><b>Thread:</b> render, but for {@link #presentation}.
 */
final class ScanoutView {

    private static final Logger LOG = LoggerFactory.getLogger(ScanoutView.class);

    private final Scanout scanout;
    private final Desk desk;
    private final PersonInput input;
    private final WindowLease lease;
    private final CopyLog copies;
    private final Shown shown = new Shown();
    private final FrameFeed feed;
    private final Turn turn;
    private Picture picture;
    private Mode refused;

    private boolean opened;
    private boolean redraw;
    private volatile Mode mode;
    private volatile State state = State.WAITING;
    private volatile String target = "no frame yet";
    private volatile String path = "none yet";

    ScanoutView(Scanout scanout, Desk desk) {
        this.scanout = scanout;
        this.desk = desk;
        this.feed = new FrameFeed(scanout, desk::wake);
        this.mode = scanout.mode();
        this.copies = new CopyLog(scanout);
        this.input = new PersonInput(scanout.input(), desk);
        this.lease = desk.windows().lease(scanout.label(), input);
        this.turn = new Turn(lease);
        input.onFullscreenKey(lease::toggleFullscreen);
    }

    /** Does what there is to do; whatever fails, other views do not notice. */
    void turn() {
        try {
            boolean shown = isOurTurn() && work();
            if (turn.isOver(shown || isHidden())) {
                handOver();
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
    }

    private boolean isOurTurn() {
        if (turn.isLost()) {
            handOver();
        } else if (turn.isGiven()) {
            takeOver();
        }
        if (turn.isHolding() && input.takeClosing()) {
            hide();
        }
        if (lease.isHidden()) {
            stop(State.HIDDEN, "closed by the person");
        } else if (isHidden()) {
            tell(State.WAITING, "no frame yet");
        }
        return !isHidden() && !turn.isResting();
    }

    /** Between two pictures: what the window shows stays until the other presenter's first one. */
    private void handOver() {
        turn.end();
        feed.close();
        if (picture != null) {
            picture.leaveWindow();
        }
        lease.yield();
        tell(State.READY, "another presenter has the window");
    }

    private void takeOver() {
        turn.begin();
        opened = false;
        redraw = true;
    }

    private void hide() {
        LOG.info("{} '{}': window closed", scanout.label(), scanout.guestName());
        stop(State.HIDDEN, "closed by the person");
        lease.hide(true);
    }

    /** @return whether the window has another picture now */
    private boolean work() {
        feed.open();
        Frame frame = feed.next();
        if (frame != null) {
            return show(frame);
        }
        return turn.isHolding() && (input.takeDamaged() || redraw) && redraw();
    }

    private boolean show(Frame frame) {
        boolean onLoan = true;
        try {
            long sequence = frame.sequence();
            long doorbell = frame.doorbellNanos();
            long damage = frame.damage().pixels();
            long copied = take(frame);
            if (copied < 0 || !aim()) {
                return false;
            }
            if (!picture.readsInPlace()) {
                onLoan = false;
                frame.release();
            }
            picture.draw(desk.settings().linear());
            long drawnAt = System.nanoTime();
            if (onLoan) {
                onLoan = false;
                picture.release(frame);
            }
            if (turn.isHolding()) {
                present();
                shown.count(sequence, copied, damage, drawnAt - doorbell);
            } else {
                shown.copied(copied);
                ready();
            }
            return turn.isHolding();
        } catch (RuntimeException e) {
            refuse(e);
            return false;
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
            picture = desk.pictures().take();
        }
        try {
            return picture.take(frame);
        } finally {
            path = picture.path();
            copies.tell(mode, path);
        }
    }

    /** Drawing goes into the window, or out of sight. @return whether there is such a place */
    private boolean aim() {
        if (!turn.isHolding()) {
            picture.outOfSight();
            return true;
        }
        if (!opened) {
            lease.open(options(), mode.width(), mode.height());
            opened = true;
        }
        if (!lease.isOpen()) {
            return false;
        }
        picture.toWindow(lease);
        return true;
    }

    private void present() {
        lease.swap();
        feed.await();
        redraw = false;
        turn.shown();
        input.place(picture.lastPlace());
        if (state != State.SHOWN || picture.isPlaceNew()) {
            tell(State.SHOWN, lease.describe());
        }
    }

    /** It has been drawn where nobody sees it. The guest goes at the holder's pace until we have the window. */
    private void ready() {
        picture.finish();
        turn.ready();
        tell(State.READY, "drawn out of sight, waits for the window");
    }

    /** Whose turn its window is. */
    Turn turns() {
        return turn;
    }

    private boolean redraw() {
        if (picture == null || !picture.isFilled() || !aim()) {
            return false;
        }
        if (!picture.redraw(desk.settings().linear())) {
            if (redraw) {
                return false;
            }
            picture.blank();
        }
        present();
        return true;
    }

    private void refuse(RuntimeException reason) {
        refused = mode;
        LOG.warn("{} '{}': not shown as {}: {}", scanout.label(), scanout.guestName(), mode, reason.getMessage());
        LOG.debug("why {} is not shown", scanout.label(), reason);
        boolean held = turn.isHolding();
        closePicture();
        tell(State.REFUSED, "not shown: " + reason.getMessage());
        if (held && lease.fail()) {
            turn.end();
            feed.close();
        } else if (held) {
            lease.dismiss();
        }
    }

    private void closePicture() {
        opened = false;
        turn.forget();
        if (turn.isHolding()) {
            input.releaseAll();
        }
        if (picture != null) {
            picture.close();
            picture = null;
        }
    }

    private void stop(State now, String why) {
        if (state != now) {
            feed.close();
            closePicture();
            tell(now, why);
        }
    }

    private void tell(State now, String where) {
        target = where;
        state = now;
    }

    private WindowOptions options() {
        boolean first = scanout.device().index() == 0 && scanout.connector() == 0;
        String title = WindowTitle.of(scanout.guestName(), scanout.label(), first);
        return new WindowOptions(
                title, desk.settings().placement(), desk.settings().fullscreen());
    }

    /** Lets go of memory that the guest has given up. */
    void letGo() {
        if (picture != null) {
            picture.letGo();
        }
    }

    /** Stops showing it; the window stays for the grace, for who shows it then. */
    void close() {
        feed.close();
        if (picture != null) {
            desk.pictures().giveBack(picture, desk.settings().graceMillis());
            picture = null;
        }
        closePicture();
        lease.close(desk.settings().graceMillis());
    }

    /** Shows it again if the person has closed it. @return whether that was so */
    boolean unhide() {
        boolean was = lease.isHidden();
        if (was) {
            lease.hide(false);
        }
        return was;
    }

    boolean isHidden() {
        return state == State.HIDDEN;
    }

    Scanout scanout() {
        return scanout;
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
        return shown.presentation(scanout, mode, state, target, path);
    }
}
