package transom.lwjgl.window;

/** Who listens when no presenter does. */
enum Nobody implements WindowListener {
    INSTANCE;

    @Override
    public void leaseChanged() {}

    @Override
    public void damaged() {}

    @Override
    public void closeRequested() {}

    @Override
    public void key(int code, boolean pressed) {}

    @Override
    public void button(int code, boolean pressed) {}

    @Override
    public void pointer(double x, double y) {}

    @Override
    public void wheel(double notches) {}

    @Override
    public void focusLost() {}
}
