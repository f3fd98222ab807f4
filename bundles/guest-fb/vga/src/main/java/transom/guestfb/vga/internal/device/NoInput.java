package transom.guestfb.vga.internal.device;

import transom.guestfb.InputSink;

/** A VGA has no keys: those of the guest's emulated keyboard are its device model's. */
enum NoInput implements InputSink {
    NONE;

    @Override
    public void key(int code, boolean pressed) {}

    @Override
    public void pointer(int x, int y) {}

    @Override
    public void wheel(int notches) {}

    @Override
    public void releaseAll() {}
}
