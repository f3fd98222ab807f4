package transom.guestfb.vga.internal.device;

import java.util.Optional;
import transom.guestfb.DisplayInfo;
import transom.guestfb.vga.internal.link.KeptLinks;
import transom.guestfb.vga.internal.link.Link;
import transom.guestfb.vga.internal.memory.Memories;
import transom.guestfb.wire.ProtocolException;
import transom.guestfb.wire.VgaEvents;
import transom.guestfb.wire.VgaPicture;
import transom.xen.DeviceId;
import transom.xen.XenbusState;

/**
 * A guest's VGA that is served: its connection, its memory, its screen.
 *
 * <p><b>Owner:</b> of the connection, and of the memory until {@link #detach}. <b>Thread:</b> the loop.
 */
final class VgaDisplay implements VgaEvents {

    private final DeviceId device;
    private final String guestName;
    private final Link link;
    private final Memories.Made memory;
    private final KeptLinks kept;
    private final VgaScreen screen;

    VgaDisplay(DeviceId device, String guestName, Link link, Memories.Made memory, KeptLinks kept, VgaScreen screen) {
        this.device = device;
        this.guestName = guestName;
        this.link = link;
        this.memory = memory;
        this.kept = kept;
        this.screen = screen;
    }

    DeviceId device() {
        return device;
    }

    String guestName() {
        return guestName;
    }

    Link link() {
        return link;
    }

    boolean uses(String allocator) {
        return memory.allocator().equals(allocator);
    }

    @Override
    public void hello(int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes) {
        throw new ProtocolException("a second HELLO, which is the first message and comes once");
    }

    @Override
    public void scanout(
            int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedFourcc, long untrustedOffset) {
        int bytes = Math.toIntExact(memory.memory().size());
        screen.show(VgaPicture.of(
                untrustedWidth, untrustedHeight, untrustedStride, untrustedFourcc, untrustedOffset, bytes));
    }

    @Override
    public void dark() {
        screen.dark();
    }

    @Override
    public void damage(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight) {
        screen.change(untrustedX, untrustedY, untrustedWidth, untrustedHeight);
    }

    /** Leaves it to whoever attaches next: the device model notices nothing. */
    void detach() {
        screen.dark();
        link.close();
    }

    /** It is no more. The device model's offer holds the memory by itself: it may go first. */
    void end() {
        screen.dark();
        link.close();
        memory.memory().drop();
        // last: what is in the keep without a record is looked for, a record without memory would be attached to
        kept.remove(device);
    }

    DisplayInfo info() {
        return new DisplayInfo(
                device,
                0,
                guestName,
                KeptLinks.TYPE,
                XenbusState.CONNECTED,
                XenbusState.CONNECTED,
                screen.mode(),
                VgaRoutes.CHOICE,
                Optional.of(memory.allocator()),
                screen.counters(),
                Optional.empty());
    }
}
