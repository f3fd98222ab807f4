package transom.itests.product;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import transom.gem.Allocator;
import transom.guestfb.Route;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.keep.Keep;
import transom.keep.KeptEntry;

/** A guest flips pages of buffers that dom0 has allocated, or that it has allocated itself. */
public class DisplifIT extends InProduct {

    private static final int CONNECTED = 4;

    private GuestUnderTest displif(String name, String allocate) {
        return guest(name, "--protocol", "displif", "--be-alloc", allocate, "--size", "320x240");
    }

    private void assertWell(GuestUnderTest guest) {
        assertEquals("the backend's state", CONNECTED, guest.number("backendState"));
        assertEquals("the frontend's state", CONNECTED, guest.number("state"));
        assertEquals("connections", 1, guest.number("connections"));
        assertEquals("requests refused", 0, guest.number("refused"));
        assertEquals("requests that were not answered in time", 0, guest.number("timeouts"));
        assertEquals("events that the driver drops", 0, guest.number("dropped"));
    }

    private void awaitFlips(GuestUnderTest guest, int count) {
        long before = guest.number("flips");
        Eventually.isTrue(count + " flips", SOON, () -> guest.number("flips") >= before + count);
    }

    private List<String> kept() throws Exception {
        return service(Keep.class).list().stream()
                .map(KeptEntry::name)
                .filter(name -> name.contains("vdispl/"))
                .toList();
    }

    @Test
    public void dom0sMemoryIsWhatTheGuestDrawsInto() throws Exception {
        try (GuestUnderTest guest = displif("granted", "1")) {
            awaitConnected(guest);
            awaitFrames(guest, 5);
            assertEquals(Route.BACK_GRANT, awaitConnected(guest).route().chosen());
            guest.tell("freeze");
            awaitSamePixels(guest);
            assertWell(guest);
        }
        Eventually.isTrue("nothing is left in the keep: " + kept(), SOON, () -> kept().isEmpty());
        Eventually.isTrue(
                "nothing is left of its memory",
                SOON,
                () -> service(Allocator.class).buffers().isEmpty());
    }

    @Test
    public void theGuestsMemoryIsMapped() throws Exception {
        try (GuestUnderTest guest = displif("own", "0")) {
            awaitConnected(guest);
            awaitFrames(guest, 5);
            guest.tell("freeze");
            awaitSamePixels(guest);
            assertWell(guest);
            guest.tell("off");
            Eventually.isTrue(
                    "no picture", SOON, () -> awaitConnected(guest).mode().isEmpty());
            guest.tell("on");
            awaitFrames(guest, 0);
        }
        Eventually.isTrue("nothing is left in the keep: " + kept(), SOON, () -> kept().isEmpty());
    }

    @Test
    public void aGuestFlipsOnWhileBundlesComeAndGo() throws Exception {
        for (String allocate : List.of("1", "0")) {
            try (GuestUnderTest guest = displif("steady" + allocate, allocate)) {
                awaitConnected(guest);
                awaitFlips(guest, 20);
                List<String> buffers = kept();
                for (String name : List.of(
                        "transom.guestfb.pv",
                        "transom.gem.mem",
                        "transom.keep",
                        "transom.present.headless",
                        "transom.guestfb.pv")) {
                    bundle(name).stop();
                    bundle(name).start();
                    awaitConnected(guest);
                    awaitFlips(guest, 20);
                    awaitFrames(guest, 0);
                    assertEquals("the same buffers", buffers, kept());
                }
                assertTrue(displays().get(0).counters().flips() > 0);
                guest.tell("freeze");
                awaitSamePixels(guest);
                assertWell(guest);
            }
        }
    }
}
