package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import transom.gem.Fourcc;
import transom.guestfb.Scanout;
import transom.present.Presentation;
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
    void versionsRunBesideEachOtherAndNothingIsLeftOfThoseThatHaveGone() throws Exception {
        try (Felix felix = new Felix(folder);
                Flipping guest = new Flipping(1, "swap", 200, 100)) {
            felix.context().registerService(Scanout.class, guest.scanout(), null);
            String window = screen.await("swap").toString();
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            try (Watcher watcher = new Watcher(screen.display(), "swap", guest.pictures())) {
                Bundle old = felix.presenter();
                for (int i = 0; i < 5; i++) {
                    Bundle next = felix.another("next " + i);
                    Awaitility.await().until(() -> isShown(next));
                    assertThat(isShown(old)).isFalse();
                    loaders.add(loader(old));
                    old.uninstall();
                    long before = watcher.looks();
                    Awaitility.await().until(() -> watcher.looks() > before + 5);
                    assertThat(guest.scanout().subscriptions()).isOne();
                    old = next;
                }
                assertThat(watcher.seen()).containsExactly(window + " right");
            }
            felix.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
            Awaitility.await().untilAsserted(() -> {
                System.gc();
                assertThat(loaders).as("class loaders of those that have gone").allMatch(each -> each.refersTo(null));
            });
            assertThat(guest.scanout().complaints()).isEmpty();
        }
    }

    private static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    /** Whether all that the presenter of this bundle shows is where the person looks. */
    private static boolean isShown(Bundle bundle) {
        for (ServiceReference<?> each : bundle.getRegisteredServices()) {
            Object service = bundle.getBundleContext().getService(each);
            if (service instanceof Presenter presenter) {
                List<Presentation> shown = presenter.presentations();
                return !shown.isEmpty()
                        && shown.stream().allMatch(every -> every.state().isShown());
            }
        }
        return false;
    }

    @Test
    void windowsComeBackWithTheServer() throws Exception {
        try (Felix felix = new Felix(folder)) {
            register(felix);
            screen.awaitPicture("osgi", scanout.picture());
            screen.close();
            Awaitility.await().until(() -> presenter(felix) == null);
            screen = TestScreen.start(320, 240);
            screen.awaitPicture("osgi", scanout.picture());
            assertThat(presenter(felix)).isNotNull();
        }
        assertThat(scanout.complaints()).isEmpty();
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
