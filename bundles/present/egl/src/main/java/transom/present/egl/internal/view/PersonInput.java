package transom.present.egl.internal.view;

import transom.guestfb.InputSink;
import transom.lwjgl.window.WindowListener;
import transom.present.egl.internal.window.Letterbox;

/**
 * Turns what the person does in a window into the guest's keys and pointer; what is about the window itself is left for its
 * view to find. <b>Thread:</b> the windows' for what happens, render for the rest.
 */
final class PersonInput implements WindowListener {

    private final InputSink guest;
    private final Desk desk;
    private volatile Letterbox place;
    private volatile Runnable toggleFullscreen;
    private volatile boolean damaged;
    private volatile boolean closing;
    private double notches;

    PersonInput(InputSink guest, Desk desk) {
        this.guest = guest;
        this.desk = desk;
    }

    /** @param toggle makes the window cover the screen, or not any more */
    void onFullscreenKey(Runnable toggle) {
        toggleFullscreen = toggle;
    }

    /** Where the picture lies in the window. */
    void place(Letterbox now) {
        place = now;
    }

    /** Whether what was drawn has been lost since the last call. */
    boolean takeDamaged() {
        boolean was = damaged;
        if (was) {
            damaged = false;
        }
        return was;
    }

    /** Whether the person has wanted the window closed since the last call. */
    boolean takeClosing() {
        boolean was = closing;
        if (was) {
            closing = false;
        }
        return was;
    }

    void releaseAll() {
        guest.releaseAll();
    }

    @Override
    public void leaseChanged() {
        desk.wake();
    }

    @Override
    public void damaged() {
        damaged = true;
        desk.wake();
    }

    @Override
    public void closeRequested() {
        closing = true;
        desk.wake();
    }

    @Override
    public void key(int code, boolean pressed) {
        if (code != desk.settings().fullscreenKey()) {
            guest.key(code, pressed);
        } else if (pressed) {
            toggleFullscreen.run();
        }
    }

    @Override
    public void button(int code, boolean pressed) {
        guest.key(code, pressed);
    }

    @Override
    public void pointer(double x, double y) {
        Letterbox now = place;
        if (now != null) {
            guest.pointer(now.guestX(x), now.guestY(y));
        }
    }

    /** Fine wheels send parts of a notch: they add up. */
    @Override
    public void wheel(double part) {
        notches += part;
        int whole = (int) notches;
        if (whole != 0) {
            notches -= whole;
            guest.wheel(whole);
        }
    }

    @Override
    public void focusLost() {
        notches = 0;
        releaseAll();
    }
}
