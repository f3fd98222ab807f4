package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import transom.guestfb.Scanout;
import transom.lwjgl.window.Placement;
import transom.lwjgl.window.WindowLease;
import transom.lwjgl.window.Windows;
import transom.present.Presentation.State;
import transom.present.egl.internal.window.Context;
import transom.xshot.XWindow;

/** One presenter takes the windows of another one over: who sits in front of them notices nothing. */
class TakeOverTest {

    private static final int KEY_A = 30;
    private static final int KEY_F11 = 87;

    private TestScreen screen;
    private Flipping guest;
    private final List<WindowPresenter> started = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        screen = TestScreen.start(640, 480);
        guest = new Flipping(1, "flip", 320, 240);
    }

    @AfterEach
    void stop() throws IOException {
        if (screen == null) {
            return;
        }
        started.forEach(WindowPresenter::close);
        guest.close();
        assertThat(guest.scanout().complaints()).isEmpty();
        assertThat(guest.scanout().subscriptions()).isZero();
        await().atMost(TestScreen.LIMIT).until(() -> screen.windows().list().isEmpty());
        screen.close();
    }

    private WindowPresenter presenter() throws Exception {
        return presenter(0);
    }

    private WindowPresenter presenter(long graceMillis) throws Exception {
        WindowPresenter presenter =
                WindowPresenter.start(new Settings(true, false, KEY_F11, Placement.AUTO, graceMillis), new Told());
        started.add(presenter);
        presenter.add(guest.scanout());
        return presenter;
    }

    private static void awaitState(WindowPresenter presenter, State state) {
        await().atMost(TestScreen.LIMIT).until(() -> state(presenter) == state);
    }

    private static State state(WindowPresenter presenter) {
        return presenter.presentations().isEmpty()
                ? State.WAITING
                : presenter.presentations().get(0).state();
    }

    private static void awaitFrames(WindowPresenter presenter) {
        long before = presenter.view("dom1/vdispl0:0").framesShown();
        await().atMost(TestScreen.LIMIT)
                .until(() -> presenter.view("dom1/vdispl0:0").framesShown() > before + 10);
    }

    private static void awaitLooks(Watcher watcher) {
        long before = watcher.looks();
        await().atMost(TestScreen.LIMIT).until(() -> watcher.looks() > before + 10);
    }

    private Watcher watcher() throws IOException {
        return new Watcher(screen.display(), "flip", guest.pictures());
    }

    @Test
    void eachMomentOfFiveChangesIsAPictureInTheSameWindow() throws Exception {
        WindowPresenter last = presenter();
        awaitState(last, State.SHOWN);
        XWindow window = screen.await("flip");
        try (Watcher watcher = watcher()) {
            for (int i = 0; i < 5; i++) {
                WindowPresenter next = presenter();
                awaitState(next, State.SHOWN);
                awaitState(last, State.READY);
                awaitFrames(next);
                last.close();
                awaitLooks(watcher);
                last = next;
            }
            assertThat(watcher.seen()).containsExactly(window + " right");
        } finally {
            last.close();
        }
    }

    @Test
    void whenTheNewOneGoesTheOldOneGoesOn() throws Exception {
        try (WindowPresenter old = presenter()) {
            awaitState(old, State.SHOWN);
            try (Watcher watcher = watcher()) {
                WindowPresenter next = presenter();
                awaitState(next, State.SHOWN);
                next.close();
                awaitState(old, State.SHOWN);
                awaitFrames(old);
                awaitLooks(watcher);
                assertThat(watcher.seen()).containsExactly(screen.await("flip") + " right");
            }
        }
    }

    @Test
    void whoTakesTheWindowAndShowsNothingLosesIt() throws Exception {
        try (WindowPresenter old = presenter();
                Windows windows = Windows.open(() -> {})) {
            awaitState(old, State.SHOWN);
            String window = screen.await("flip").toString();
            Context context = new Context(windows, 2);
            try (Watcher watcher = watcher()) {
                WindowLease lease = windows.lease(
                        "dom1/vdispl0:0", new PersonInput(guest.scanout().input(), idle()));
                assertThat(lease.isHeld()).isFalse();
                lease.claim();
                await().until(lease::isHeld);
                assertThat(state(old)).isEqualTo(State.READY);
                context.toWindow(lease.surface());
                context.makeCurrent();
                await().atMost(TestScreen.LIMIT).until(() -> !lease.isHeld());
                awaitState(old, State.SHOWN);
                awaitFrames(old);
                awaitLooks(watcher);
                assertThat(watcher.seen()).containsExactly(window + " right");
            } finally {
                context.destroy();
            }
        }
    }

    /** A desk that nobody wakes. */
    private static Desk idle() {
        return new Desk(null, ScreenTest.SETTINGS, () -> {}, new Told());
    }

    @Test
    void aPresenterThatHangsLosesItsWindow() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        WindowPresenter old = presenter();
        awaitState(old, State.SHOWN);
        String window = screen.await("flip").toString();
        try (Watcher watcher = watcher()) {
            old.add(hanging(hang));
            WindowPresenter next = presenter();
            awaitState(next, State.SHOWN);
            awaitFrames(next);
            hang.countDown();
            awaitState(old, State.READY);
            old.close();
            awaitFrames(next);
            awaitLooks(watcher);
            assertThat(watcher.seen()).containsExactly(window + " right");
            next.close();
        }
    }

    /** A scanout to which nobody can subscribe before the latch opens. */
    private Scanout hanging(CountDownLatch latch) {
        return (Scanout) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Scanout.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("subscribe")) {
                        latch.await();
                        throw new IllegalStateException("it hung");
                    }
                    return method.getName().equals("label") ? "dom2/vfb0" : method.invoke(guest.scanout(), arguments);
                });
    }

    @Test
    void aPlainRestartKeepsTheWindow() throws Exception {
        WindowPresenter old = presenter(5000);
        awaitState(old, State.SHOWN);
        String window = screen.await("flip").toString();
        try (Watcher watcher = watcher()) {
            old.close();
            awaitLooks(watcher);
            try (WindowPresenter next = presenter()) {
                awaitState(next, State.SHOWN);
                awaitFrames(next);
                next.remove(guest.scanout());
                screen.awaitGone("flip");
                awaitLooks(watcher);
            }
            assertThat(watcher.seen())
                    .contains(window + " right", "windows: []")
                    .hasSize(2);
        }
    }

    @Test
    void aWindowThatNobodyFillsClosesAfterItsGrace() throws Exception {
        try (WindowPresenter presenter = presenter(1000)) {
            awaitState(presenter, State.SHOWN);
            presenter.remove(guest.scanout());
            assertThat(screen.has("flip")).isTrue();
            screen.awaitGone("flip");
        }
    }

    @Test
    void aClosedWindowStaysClosed() throws Exception {
        WindowPresenter old = presenter();
        awaitState(old, State.SHOWN);
        new Person(screen).close(screen.await("flip"));
        awaitState(old, State.HIDDEN);
        WindowPresenter next = presenter();
        awaitState(next, State.HIDDEN);
        old.close();
        assertThat(state(next)).isEqualTo(State.HIDDEN);
        assertThat(screen.has("flip")).isFalse();
        assertThat(next.show()).isOne();
        awaitState(next, State.SHOWN);
        assertThat(screen.has("flip")).isTrue();
        next.close();
    }

    @Test
    void fullScreenAndPressedKeysStay() throws Exception {
        WindowPresenter old = presenter();
        awaitState(old, State.SHOWN);
        Person person = new Person(screen);
        person.move(50, 50);
        person.click(1);
        person.type(KEY_F11);
        await().until(() -> screen.await("flip").width() == 640);
        person.key(KEY_A, true);
        await().until(() -> guest.scanout().events().contains("key 30 down"));
        XWindow window = screen.await("flip");
        WindowPresenter next = presenter();
        awaitState(next, State.SHOWN);
        old.close();
        assertThat(screen.await("flip")).isEqualTo(window);
        assertThat(guest.scanout().events()).as("the key stays down").endsWith("key 30 down");
        person.key(KEY_A, false);
        await().until(() -> guest.scanout().events().contains("key 30 up"));
        person.type(KEY_F11);
        await().until(() -> screen.await("flip").width() == 320);
        next.close();
    }
}
