package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import transom.gem.Fourcc;
import transom.lwjgl.window.Placement;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** A presenter on an X server of its own, fresh for each test. */
abstract class ScreenTest {

    /** Windows go with their presenter, so that tests need not wait. */
    static final Settings SETTINGS = new Settings(true, false, 87, Placement.AUTO, 0);

    final Told told = new Told();
    private final List<FakeScanout> scanouts = new ArrayList<>();
    TestScreen screen;
    WindowPresenter presenter;

    @BeforeEach
    void start() throws Exception {
        screen = TestScreen.start(800, 600);
        presenter = WindowPresenter.start(ScreenTest.SETTINGS, told);
    }

    @AfterEach
    void stop() throws IOException {
        if (presenter != null) {
            presenter.close();
            assertThat(scanouts).allSatisfy(scanout -> {
                assertThat(scanout.complaints()).isEmpty();
                assertThat(scanout.subscriptions()).isZero();
                assertThat(scanout.picture().readers()).isZero();
            });
            await().until(() -> screen.windows().list().isEmpty());
        }
        if (screen != null) {
            screen.close();
        }
    }

    /** A guest with a picture, shown. */
    FakeScanout guest(int dom, String name, int width, int height) {
        DeviceId device = new DeviceId(new DomId(dom), "vfb", 0);
        FakeScanout scanout = FakeScanout.of(device, name, width, height, Fourcc.XRGB8888);
        scanouts.add(scanout);
        presenter.add(scanout);
        return scanout;
    }

    /** Looks at the scanout's complaints at the end. */
    void track(FakeScanout scanout) {
        scanouts.add(scanout);
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(TestScreen.LIMIT);
    }
}
