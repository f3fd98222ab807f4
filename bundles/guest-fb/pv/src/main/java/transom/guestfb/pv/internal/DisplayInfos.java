package transom.guestfb.pv.internal;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import transom.guestfb.DisplayInfo;
import transom.guestfb.pv.internal.device.Device;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.displ.DisplBackend;
import transom.guestfb.pv.internal.fb.FbBackend;
import transom.guestfb.pv.internal.fb.FbRoutes;

/** What people are told about devices. <b>Thread:</b> the guest loop. */
final class DisplayInfos {

    private DisplayInfos() {}

    /** One for each connector; none for what is no display. */
    static Stream<DisplayInfo> of(Device<DeviceBackend> device) {
        if (device.backend() instanceof FbBackend backend) {
            return Stream.of(of(device, backend));
        } else if (device.backend() instanceof DisplBackend backend) {
            return IntStream.range(0, backend.connectors()).mapToObj(connector -> of(device, backend, connector));
        }
        return Stream.empty();
    }

    private static DisplayInfo of(Device<DeviceBackend> device, FbBackend backend) {
        return new DisplayInfo(
                device.id(),
                0,
                backend.guestName(),
                device.id().type(),
                device.handler().frontend(),
                device.handler().backend(),
                backend.mode(),
                FbRoutes.CHOICE,
                backend.mode().map(shown -> "guest"),
                backend.counters(),
                device.handler().fault());
    }

    private static DisplayInfo of(Device<DeviceBackend> device, DisplBackend backend, int connector) {
        return new DisplayInfo(
                device.id(),
                connector,
                backend.guestName(),
                device.id().type(),
                device.handler().frontend(),
                device.handler().backend(),
                backend.mode(connector),
                backend.route(connector),
                backend.allocator(connector),
                backend.counters(connector),
                device.handler().fault());
    }
}
