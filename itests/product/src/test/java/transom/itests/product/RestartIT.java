package transom.itests.product;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StoreWatch;
import transom.xen.XenStore;

/** A bundle is stopped and started while a guest draws: the guest stays connected, and is shown again. */
public class RestartIT extends InProduct {

    private static final int CONNECTED = 4;
    private static final List<String> BUNDLES = List.of(
            "transom.gem.mem",
            "transom.guestfb.pv",
            "transom.present.headless",
            "transom.present.egl",
            "transom.shell",
            "transom.keep",
            "transom.xen.sim");

    @Test
    public void aGuestDrawsOnWhileBundlesComeAndGo() throws Exception {
        try (GuestUnderTest guest = guest("steady", "--size", "320x240")) {
            awaitConnected(guest);
            awaitFrames(guest, 5);
            for (String name : BUNDLES) {
                restart(bundle(name), guest);
            }
            assertNobodyWritesStates(guest);
            guest.tell("freeze");
            awaitSamePixels(guest);
        }
    }

    private void restart(Bundle bundle, GuestUnderTest guest) throws Exception {
        bundle.stop();
        assertStaysConnected(bundle, guest);
        long drawn = guest.number("framesDrawn");
        Eventually.isTrue("the guest draws without " + bundle, SOON, () -> guest.number("framesDrawn") > drawn + 5);
        bundle.start();
        awaitConnected(guest);
        long shown = awaitFrames(guest, 0).framesPresented();
        awaitFrames(guest, shown + 5);
        assertStaysConnected(bundle, guest);
    }

    /** A watch tells of every write, also of the same value. The store itself goes with its bundle. */
    private void assertNobodyWritesStates(GuestUnderTest guest) throws Exception {
        XenStore store = service(XenStore.class);
        List<String> written = new CopyOnWriteArrayList<>();
        DeviceId device = new DeviceId(new DomId(guest.domid()), "vfb", 0);
        try (StoreWatch backend = store.watch(device.backendPath(DomId.DOM0) + "/state", written::add);
                StoreWatch frontend = store.watch(device.frontendPath() + "/state", written::add)) {
            Eventually.isTrue("both watches tell that they are there", SOON, () -> written.size() == 2);
            for (String name : BUNDLES.subList(0, BUNDLES.size() - 1)) {
                restart(bundle(name), guest);
            }
            assertEquals(backend + ", " + frontend + ": states written: " + written, 2, written.size());
        }
    }

    private static void assertStaysConnected(Bundle bundle, GuestUnderTest guest) {
        assertEquals(bundle + ": the backend's state", CONNECTED, guest.number("backendState"));
        assertEquals(bundle + ": the frontend's state", CONNECTED, guest.number("state"));
    }

    @Test
    public void filesAreClosedWhenGuestsAndBundlesHaveGone() throws Exception {
        round();
        long before = openFiles();
        for (int i = 0; i < 5; i++) {
            round();
        }
        Eventually.isTrue("no more open files than " + before, SOON, () -> openFiles() <= before);
    }

    private void round() throws Exception {
        try (GuestUnderTest guest = guest("round", "--size", "160x120")) {
            awaitConnected(guest);
            awaitFrames(guest, 2);
            bundle("transom.guestfb.pv").stop();
            bundle("transom.guestfb.pv").start();
            awaitConnected(guest);
        }
        Eventually.isTrue("the display is gone", SOON, () -> displays().isEmpty());
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
