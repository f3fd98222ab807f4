package transom.present.egl.internal.view;

import transom.guestfb.InputSink;

/** Turns what the person does in a window into the guest's keys and pointer. */
final class PersonInput {

    private final InputSink guest;
    private double notches;

    PersonInput(InputSink guest) {
        this.guest = guest;
    }

    void press(int code, boolean pressed) {
        guest.key(code, pressed);
    }

    void pointer(int x, int y) {
        guest.pointer(x, y);
    }

    /** Fine wheels send parts of a notch: they add up. */
    void wheel(double part) {
        notches += part;
        int whole = (int) notches;
        if (whole != 0) {
            notches -= whole;
            guest.wheel(whole);
        }
    }

    void releaseAll() {
        notches = 0;
        guest.releaseAll();
    }
}
