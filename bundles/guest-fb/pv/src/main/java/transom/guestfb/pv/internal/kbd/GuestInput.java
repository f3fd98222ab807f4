package transom.guestfb.pv.internal.kbd;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.linux.EventLoop;

/** Takes a presenter's keys and pointer to the keyboard beside its display, if the guest has one. */
public final class GuestInput implements InputSink {

    private final EventLoop loop;
    private final Supplier<Optional<KbdBackend>> keyboard;
    private final Supplier<Optional<Mode>> picture;

    /**
     * @param keyboard asked on the loop
     * @param picture asked on the loop
     */
    public GuestInput(EventLoop loop, Supplier<Optional<KbdBackend>> keyboard, Supplier<Optional<Mode>> picture) {
        this.loop = loop;
        this.keyboard = keyboard;
        this.picture = picture;
    }

    @Override
    public void key(int code, boolean pressed) {
        post(backend -> backend.key(code, pressed));
    }

    @Override
    public void pointer(int x, int y) {
        post(backend -> picture.get().ifPresent(mode -> backend.pointer(x, y, mode.width(), mode.height())));
    }

    @Override
    public void wheel(int notches) {
        if (notches != 0) {
            post(backend -> backend.wheel(notches));
        }
    }

    @Override
    public void releaseAll() {
        post(KbdBackend::releaseAll);
    }

    private void post(Consumer<KbdBackend> work) {
        loop.post(() -> keyboard.get().ifPresent(work));
    }
}
