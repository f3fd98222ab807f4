package transom.lwjgl.window;

import java.util.ArrayList;
import java.util.List;

/** A window's events, told to who holds its lease; a window that is nobody's just closes. <b>Thread:</b> the windows'. */
final class LeaseholdersEvents implements WindowListener {

    private final SharedWindow window;
    private final List<WindowLease> leases = new ArrayList<>();

    LeaseholdersEvents(SharedWindow window) {
        this.window = window;
    }

    void add(WindowLease lease) {
        leases.add(lease);
    }

    void remove(WindowLease lease) {
        leases.remove(lease);
    }

    private WindowListener holder() {
        for (int i = 0; i < leases.size(); i++) {
            if (leases.get(i).isHeld()) {
                return leases.get(i).listener();
            }
        }
        return Nobody.INSTANCE;
    }

    /** All are told. */
    @Override
    public void leaseChanged() {
        leases.forEach(lease -> lease.listener().leaseChanged());
    }

    @Override
    public void damaged() {
        holder().damaged();
    }

    @Override
    public void closeRequested() {
        if (window.isLeased()) {
            holder().closeRequested();
        } else {
            window.hide();
        }
    }

    @Override
    public void key(int code, boolean pressed) {
        holder().key(code, pressed);
    }

    @Override
    public void button(int code, boolean pressed) {
        holder().button(code, pressed);
    }

    @Override
    public void pointer(double x, double y) {
        holder().pointer(x, y);
    }

    @Override
    public void wheel(double notches) {
        holder().wheel(notches);
    }

    @Override
    public void focusLost() {
        holder().focusLost();
    }
}
