package transom.guestfb.vga.internal.device;

import java.util.Optional;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.guestfb.DisplayInfo;
import transom.guestfb.Mode;
import transom.guestfb.RecentFrames;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.vga.internal.memory.Framebuffer;
import transom.guestfb.vga.internal.memory.Memories;
import transom.guestfb.wire.VgaPicture;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/**
 * What a VGA has on its screen, as presenters find it: a scanout while there is something.
 *
 * <p><b>Thread:</b> the loop.
 */
final class VgaScreen {

    private final DeviceId device;
    private final String guestName;
    private final Memories.Made memory;
    private final ScanoutRegistry registry;
    private final EventLoop loop;
    private final Damage damage = new Damage(0, 0);
    private final RecentFrames recent = new RecentFrames();
    private GuestScanout scanout;
    private ScanoutRegistry.Registration registration;
    private Framebuffer shown;
    private long updates;
    private long damagedPixels;
    private long resizes;
    private long ignored;

    VgaScreen(DeviceId device, String guestName, Memories.Made memory, ScanoutRegistry registry, EventLoop loop) {
        this.device = device;
        this.guestName = guestName;
        this.memory = memory;
        this.registry = registry;
        this.loop = loop;
    }

    /** This part of the memory is on the screen now. */
    void show(VgaPicture picture) {
        if (shown != null && shown.picture().equals(picture)) {
            change(0, 0, picture.width(), picture.height());
            return;
        }
        Framebuffer next = Framebuffer.of(picture, memory.memory(), memory.forDevices());
        boolean first = scanout == null;
        if (first) {
            scanout = new GuestScanout(device, 0, guestName, NoInput.NONE, loop, () -> {}, () -> {});
        } else {
            resizes++;
        }
        Buffer last = scanout.show(next, System.nanoTime());
        shown = next;
        if (last != null) {
            last.drop();
        }
        damage.reset(picture.width(), picture.height());
        if (first) {
            registration = registry.register(scanout);
        }
    }

    /** Pixels changed, all values unsigned and unchecked. */
    void change(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight) {
        updates++;
        if (shown == null) {
            ignored++;
            return;
        }
        damage.clear();
        damage.add(
                clipped(untrustedX, shown.width()),
                clipped(untrustedY, shown.height()),
                clipped(untrustedWidth, shown.width()),
                clipped(untrustedHeight, shown.height()));
        if (!damage.isEmpty()) {
            damagedPixels += damage.pixels();
            long now = System.nanoTime();
            recent.add(now);
            scanout.damage(damage, now);
        }
    }

    private static int clipped(int untrusted, int most) {
        return (int) Math.min(Integer.toUnsignedLong(untrusted), most);
    }

    /** Nothing is on the screen: its window goes. */
    void dark() {
        if (scanout != null) {
            Buffer last = scanout.end();
            if (last != null) {
                last.drop();
            }
            registration.unregister();
            scanout = null;
            registration = null;
            shown = null;
        }
    }

    Optional<Mode> mode() {
        return scanout == null ? Optional.empty() : Optional.of(scanout.mode());
    }

    DisplayInfo.Counters counters() {
        int subscribers = scanout == null ? 0 : scanout.subscribers();
        return new DisplayInfo.Counters(updates, damagedPixels, resizes, ignored, subscribers, 0, 0, 0, recent.nanos());
    }
}
