package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xshot.XConnection;

/** What is missing, and what goes away: this process lives on, and the next presenter works. */
class LossTest {

    private static final int DESTROY_WINDOW = 4;

    private final Told told = new Told();

    private static FakeScanout guest() {
        return FakeScanout.of(new DeviceId(new DomId(1), "vfb", 0), "guest", 64, 64, Fourcc.XRGB8888);
    }

    @Test
    void withoutServerItSaysWhatToDo() throws Exception {
        TestScreen.start(64, 64).close();
        TestScreen.setenv("DISPLAY", ":9999");
        assertThatThrownBy(() -> WindowPresenter.start(ScreenTest.SETTINGS, told))
                .isInstanceOf(WindowsUnavailableException.class)
                .hasMessageContaining("no X server")
                .hasMessageContaining("set DISPLAY");
    }

    @Test
    void aLostServerEndsThePresenterOnly() throws Exception {
        TestScreen screen = TestScreen.start(320, 240);
        FakeScanout scanout = guest();
        try (WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, told)) {
            presenter.add(scanout);
            screen.awaitPicture("guest", scanout.picture());
            screen.close();
            scanout.update();
            Awaitility.await().until(() -> told.told().equals(List.of("open", "ended")));
            presenter.remove(scanout);
            assertThat(scanout.subscriptions()).isZero();
            assertThat(scanout.complaints()).isEmpty();
        }
        try (TestScreen again = TestScreen.start(320, 240);
                WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, new Told())) {
            presenter.add(scanout);
            again.awaitPicture("guest", scanout.picture());
        }
    }

    @Test
    void aWindowDestroyedBySomebodyElseIsNotTheEnd() throws Exception {
        try (TestScreen screen = TestScreen.start(320, 240);
                WindowPresenter presenter = WindowPresenter.start(ScreenTest.SETTINGS, told)) {
            FakeScanout scanout = guest();
            presenter.add(scanout);
            screen.awaitPicture("guest", scanout.picture());
            ByteBuffer destroy = XConnection.request(DESTROY_WINDOW, 0, 8);
            screen.connection().send(destroy.putInt(screen.await("guest").id()));
            scanout.update();
            FakeScanout other = FakeScanout.of(new DeviceId(new DomId(2), "vfb", 0), "other", 64, 64, Fourcc.RGB565);
            presenter.add(other);
            screen.awaitPicture("other", other.picture());
        }
    }
}
