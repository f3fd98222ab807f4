package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import transom.gem.Fourcc;
import transom.guestfb.Scanout;
import transom.present.Presenter;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** The bundles in a framework: LWJGL's natives come out of theirs, the presenter comes and goes with its own. */
class FelixIT {

    @TempDir
    Path folder;

    private final FakeScanout scanout =
            FakeScanout.of(new DeviceId(new DomId(1), "vfb", 0), "osgi", 200, 100, Fourcc.XRGB8888);

    private TestScreen screen;

    @BeforeEach
    void start() throws Exception {
        screen = TestScreen.start(320, 240);
    }

    @AfterEach
    void stop() throws Exception {
        screen.close();
    }

    private ServiceRegistration<Scanout> register(Felix felix) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Scanout.GUEST, "osgi");
        return felix.context().registerService(Scanout.class, scanout, properties);
    }

    private static ServiceReference<Presenter> presenter(Felix felix) {
        return felix.context().getServiceReference(Presenter.class);
    }

    @Test
    void aSecondFrameworkInTheSameProcessLoadsItsOwnNatives() throws Exception {
        for (String name : List.of("first", "second")) {
            try (Felix felix = new Felix(folder.resolve(name))) {
                ServiceRegistration<Scanout> registration = register(felix);
                screen.awaitPicture("osgi", scanout.picture());
                registration.unregister();
                screen.awaitGone("osgi");
                assertThat(folder.resolve(name)).isDirectoryRecursivelyContaining("glob:**/libglfw.so");
            }
        }
        assertThat(scanout.complaints()).isEmpty();
    }

    @Test
    void updatesShowTheScanoutAgainAndEndCleanly() throws Exception {
        try (Felix felix = new Felix(folder)) {
            register(felix);
            for (int i = 0; i < 10; i++) {
                scanout.picture().paint(0, 0, 200, 100, i);
                scanout.update();
                screen.awaitPicture("osgi", scanout.picture());
                felix.presenter().stop();
                screen.awaitGone("osgi");
                assertThat(scanout.subscriptions()).isZero();
                assertThat(presenter(felix)).isNull();
                felix.presenter().update();
                felix.presenter().start();
            }
            screen.awaitPicture("osgi", scanout.picture());
        }
        assertThat(scanout.complaints()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("transom-render"));
    }

    @Test
    void theServiceSaysWhenThePersonHasClosedTheLastWindow() throws Exception {
        try (Felix felix = new Felix(folder)) {
            register(felix);
            screen.awaitPicture("osgi", scanout.picture());
            assertThat(presenter(felix).getProperty(Presenter.CLOSED)).isEqualTo(false);
            new Person(screen).close(screen.await("osgi"));
            Awaitility.await()
                    .until(() -> presenter(felix).getProperty(Presenter.CLOSED).equals(true));
        }
    }

    @Test
    void badConfigurationChangesNothing() throws Exception {
        try (Felix felix = new Felix(folder)) {
            register(felix);
            screen.awaitPicture("osgi", scanout.picture());
            Object before = presenter(felix).getProperty("service.id");
            configure(felix, "fullscreenKey", "Hyper");
            configure(felix, "filter", "nearest");
            FakeBuffer next = FakeBuffer.pattern(100, 50, 0, Fourcc.RGB565);
            scanout.show(next);
            screen.awaitPicture("osgi", next);
            assertThat(presenter(felix).getProperty("service.id")).isEqualTo(before);
        }
    }

    private static void configure(Felix felix, String key, String value) throws Exception {
        ServiceReference<ConfigurationAdmin> reference = felix.context().getServiceReference(ConfigurationAdmin.class);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        felix.context()
                .getService(reference)
                .getConfiguration("transom.present.egl", "?")
                .update(properties);
    }
}
