package transom.guestfb.pv.internal.displ;

import transom.linux.EventFd;
import transom.linux.EventLoop;

/**
 * By which presenters wake the guest loop; ringing it allocates nothing. <b>Thread:</b> any for {@link #ring}, the rest the
 * guest loop.
 */
final class ReaderBell implements AutoCloseable {

    private final EventLoop loop;
    private final EventFd bell = EventFd.create();

    ReaderBell(EventLoop loop, Runnable rung) {
        this.loop = loop;
        loop.add(bell.fd(), () -> {
            bell.drain();
            rung.run();
        });
    }

    void ring() {
        bell.signal();
    }

    @Override
    public void close() {
        loop.remove(bell.fd());
        bell.close();
    }
}
