package transom.guestfb.vga.internal.device;

import java.util.List;
import java.util.Optional;
import transom.guestfb.DisplayInfo;
import transom.guestfb.vga.internal.link.KeptLinks;
import transom.xen.DeviceId;
import transom.xen.XenbusState;

/**
 * A guest's VGA that is not served now, for people.
 *
 * @param backend how far we are with it
 * @param fault why it is not served any more; empty if it will be
 */
record Absent(DeviceId device, String guestName, XenbusState backend, Optional<String> fault) {

    /** Its memory's allocator is not here. */
    static Absent waiting(DeviceId device, String guestName) {
        return new Absent(device, guestName, XenbusState.INIT_WAIT, Optional.empty());
    }

    /** Its device model broke the protocol; it is listed until the guest goes. */
    static Absent broken(DeviceId device, String guestName, String fault) {
        return new Absent(device, guestName, XenbusState.CLOSED, Optional.of(fault));
    }

    DisplayInfo info() {
        return new DisplayInfo(
                device,
                0,
                guestName,
                KeptLinks.TYPE,
                XenbusState.CONNECTED,
                backend,
                Optional.empty(),
                VgaRoutes.CHOICE,
                Optional.empty(),
                new DisplayInfo.Counters(0, 0, 0, 0, 0, 0, 0, 0, List.of()),
                fault);
    }
}
