package transom.guestfb.pv.internal.displ;

import java.util.ArrayList;
import java.util.List;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;

/**
 * Fences of devices that still read. Each is looked at once, which mostly is enough, and else waited for.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class ReadFences {

    private final EventLoop loop;
    private final Runnable whenSignaled;
    private final List<Fd> unsignaled = new ArrayList<>();

    ReadFences(EventLoop loop, Runnable whenSignaled) {
        this.loop = loop;
        this.whenSignaled = whenSignaled;
    }

    /** @param syncFile transferred */
    void add(int syncFile) {
        Fd fence = Fd.adopt(syncFile);
        if (Posix.poll(fence.fd(), Posix.POLLIN, 0) != 0) {
            fence.close();
            return;
        }
        unsignaled.add(fence);
        loop.add(fence.fd(), () -> signaled(fence));
    }

    private void signaled(Fd fence) {
        unsignaled.remove(fence);
        close(fence);
        whenSignaled.run();
    }

    private void close(Fd fence) {
        loop.remove(fence.fd());
        fence.close();
    }

    int waiting() {
        return unsignaled.size();
    }

    /** Waits for none of them any more. */
    void clear() {
        for (int i = 0; i < unsignaled.size(); i++) {
            close(unsignaled.get(i));
        }
        unsignaled.clear();
    }
}
