package transom.itests.product;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import transom.guestfb.Route;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.present.Presentation;
import transom.xen.Hypervisor;

/** Frames of guests in other processes, through all bundles to memory. */
public class FramesIT extends InProduct {

    @Test
    public void whatAGuestDrawsIsShownPixelByPixel() throws Exception {
        for (String depth : new String[] {"32", "24", "16", "8"}) {
            try (GuestUnderTest guest = guest("depth" + depth, "--size", "320x240", "--depth", depth)) {
                awaitConnected(guest);
                Presentation shown = awaitFrames(guest, 10);
                assertEquals(guest.name(), shown.guestName());
                assertEquals(
                        "320x240", shown.mode().width() + "x" + shown.mode().height());
                guest.tell("freeze");
                awaitSamePixels(guest);
            }
        }
    }

    @Test
    public void twoGuestsAndAResize() throws Exception {
        try (GuestUnderTest one = guest("one", "--size", "320x240");
                GuestUnderTest two = guest("two", "--size", "400x300", "--memory", "16")) {
            assertEquals(Route.UPLOAD, awaitConnected(one).route().chosen());
            awaitConnected(two);
            awaitFrames(one, 5);
            awaitFrames(two, 5);
            two.tell("resize 640x480");
            Eventually.isTrue(
                    "the new size", SOON, () -> awaitFrames(two, 0).mode().width() == 640);
            one.tell("freeze");
            two.tell("freeze");
            awaitSamePixels(one);
            awaitSamePixels(two);
        }
    }

    @Test
    public void onlyDamageIsCopied() throws Exception {
        try (GuestUnderTest guest = guest("damage", "--size", "640x480")) {
            awaitConnected(guest);
            Presentation before = awaitFrames(guest, 20);
            Presentation after = awaitFrames(guest, before.framesPresented() + 50);
            long bytes = after.cpuBytesCopied() - before.cpuBytesCopied();
            long pixels = after.damagedPixels() - before.damagedPixels();
            assertEquals("four bytes a damaged pixel", 4 * pixels, bytes);
            assertTrue(
                    "less than whole frames",
                    pixels < 640L * 480 * (after.framesPresented() - before.framesPresented()));
        }
    }

    @Test
    public void nothingIsHeldOfGuestsThatHaveGone() throws Exception {
        Hypervisor xen = service(Hypervisor.class);
        try (GuestUnderTest guest = guest("passing")) {
            awaitConnected(guest);
            awaitFrames(guest, 3);
        }
        Hypervisor.Usage nothing = new Hypervisor.Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);
        Eventually.isTrue("everything given back", SOON, () -> xen.usage().equals(nothing));
    }
}
