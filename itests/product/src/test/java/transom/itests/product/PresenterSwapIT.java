package transom.itests.product;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.Assume;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.lwjgl.window.WindowLease;
import transom.lwjgl.window.WindowListener;
import transom.lwjgl.window.Windows;
import transom.present.Presentation;
import transom.present.Presentation.State;
import transom.present.Presenter;
import transom.xshot.Comparison;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;
import transom.xshot.Xvfb;

/** The presenter with windows is replaced while a guest flips pages: neither the guest nor a person notices. */
public class PresenterSwapIT extends InProduct {

    private static final String DISPLAY = "transom.test.display";
    private static final String EGL = "transom.present.egl";

    @Override
    Option[] more() {
        try {
            String display = Xvfb.missing().isEmpty() ? XDisplay.start(640, 480) : "";
            return new Option[] {
                frameworkProperty(Constants.FRAMEWORK_BSNVERSION).value(Constants.FRAMEWORK_BSNVERSION_MULTIPLE),
                systemProperty(DISPLAY).value(display),
                systemPackage("transom.xshot")
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String display() {
        String display = System.getProperty(DISPLAY, "");
        Assume.assumeFalse("there is no Xvfb", display.isEmpty());
        return display;
    }

    private GuestUnderTest displif(String name) {
        return guest(name, "--protocol", "displif", "--be-alloc", "1", "--size", "320x240");
    }

    /** How far the presenter of a bundle is with the guest's picture. */
    private State state(Bundle bundle, GuestUnderTest guest) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> each : services == null ? new ServiceReference<?>[0] : services) {
            if (context().getService(each) instanceof Presenter presenter) {
                return presenter.presentations().stream()
                        .filter(shown -> shown.label().equals(guest.device()))
                        .map(Presentation::state)
                        .findFirst()
                        .orElse(State.WAITING);
            }
        }
        return State.WAITING;
    }

    private void awaitState(Bundle bundle, GuestUnderTest guest, State state) {
        Eventually.isTrue(bundle + " " + state, SOON, () -> state(bundle, guest) == state);
    }

    private Bundle another(int number) throws Exception {
        try (InputStream jar = URI.create(bundle(EGL).getLocation()).toURL().openStream()) {
            Bundle bundle = context().installBundle(EGL + "-" + number, jar);
            bundle.start();
            return bundle;
        }
    }

    private static void awaitFlips(GuestUnderTest guest) {
        long before = guest.number("flips");
        Eventually.isTrue("20 flips", SOON, () -> guest.number("flips") >= before + 20);
    }

    private static void awaitLooks(WindowWatcher watcher) {
        long before = watcher.looks();
        Eventually.isTrue("looks", SOON, () -> watcher.looks() > before + 5);
    }

    private static XWindow window(String display, String title) throws Exception {
        try (XConnection connection = XConnection.open(display)) {
            return new XWindows(connection).await(title, SOON).orElseThrow();
        }
    }

    private long lateFlips(GuestUnderTest guest) {
        return awaitConnected(guest).counters().lateFlips();
    }

    private void assertWell(GuestUnderTest guest) {
        assertEquals("requests refused", 0, guest.number("refused"));
        assertEquals("requests that were not answered in time", 0, guest.number("timeouts"));
        assertEquals("connections", 1, guest.number("connections"));
    }

    @Test
    public void copiesOfThePresenterFollowEachOtherInTheSameWindow() throws Exception {
        String display = display();
        try (GuestUnderTest guest = displif("swapped")) {
            awaitConnected(guest);
            Bundle old = bundle(EGL);
            awaitState(old, guest, State.SHOWN);
            XWindow window = window(display, "swapped");
            long late = lateFlips(guest);
            try (WindowWatcher watcher = new WindowWatcher(display, "swapped")) {
                for (int i = 0; i < 3; i++) {
                    Bundle next = another(i);
                    awaitState(next, guest, State.SHOWN);
                    awaitState(old, guest, State.READY);
                    awaitFlips(guest);
                    if (i == 0) {
                        old.stop();
                    } else {
                        old.uninstall();
                    }
                    awaitFlips(guest);
                    awaitLooks(watcher);
                    old = next;
                }
                assertEquals("all that was seen", List.of(window + " with a picture"), watcher.seen());
            }
            assertEquals("late flips", late, lateFlips(guest));
            guest.tell("freeze");
            awaitWindowsPixels(display, guest);
            assertWell(guest);
            bundle(EGL).start();
            awaitState(bundle(EGL), guest, State.SHOWN);
            old.uninstall();
        }
    }

    private void awaitWindowsPixels(String display, GuestUnderTest guest) throws IOException {
        Path folder = Files.createTempDirectory("transom-it-window-");
        Path drawn = folder.resolve("drawn.png");
        guest.tell("picture " + drawn);
        BufferedImage expected = ImageIO.read(drawn.toFile());
        try (XConnection connection = XConnection.open(display)) {
            Eventually.isTrue("the window's pixels, see " + folder, SOON, () -> {
                XWindow there = new XWindows(connection).titled(guest.name()).get(0);
                return Comparison.of(expected, Screenshot.of(connection, there)).isEqual();
            });
        }
        Files.delete(drawn);
        Files.delete(folder);
    }

    @Test
    public void whoTakesTheWindowAndNeverPresentsLosesIt() throws Exception {
        String display = display();
        try (GuestUnderTest guest = displif("rescued");
                Windows windows = Windows.open(() -> {})) {
            awaitConnected(guest);
            Bundle old = bundle(EGL);
            awaitState(old, guest, State.SHOWN);
            XWindow window = window(display, "rescued");
            try (WindowWatcher watcher = new WindowWatcher(display, "rescued");
                    WindowLease lease = windows.lease(guest.device(), new Deaf())) {
                lease.claim();
                Eventually.isTrue("the lease is held", SOON, lease::isHeld);
                awaitFlips(guest);
                Eventually.isTrue("the lease is lost", SOON, () -> !lease.isHeld());
                awaitState(old, guest, State.SHOWN);
                awaitFlips(guest);
                awaitLooks(watcher);
                assertEquals("all that was seen", List.of(window + " with a picture"), watcher.seen());
            }
            assertWell(guest);
        }
    }

    private static final class Deaf implements WindowListener {

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
}
