package transom.lwjgl.window;

/**
 * What happens to a leased window. <b>Thread:</b> the windows'; hand over and return, call nothing of GL. It is forgotten when
 * the lease is closed.
 */
public interface WindowListener {

    /** The lease has another state: look at it. <b>Thread:</b> any. */
    void leaseChanged();

    /** The window has another size, or lost what was drawn. */
    void damaged();

    /** The person wants it closed. */
    void closeRequested();

    /** A key by its Linux code; never a repeat. */
    void key(int code, boolean pressed);

    /** A button by its Linux code. */
    void button(int code, boolean pressed);

    /** The pointer's place in the window, in pixels from its top left corner. */
    void pointer(double x, double y);

    /** The wheel, up is positive; a part of a notch from fine wheels. */
    void wheel(double notches);

    /** Keys go elsewhere from now on. */
    void focusLost();
}
