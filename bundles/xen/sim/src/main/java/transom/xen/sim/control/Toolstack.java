package transom.xen.sim.control;

import java.util.Map;
import transom.xen.DeviceId;
import transom.xen.DomId;

/**
 * What {@code xl} does to a running domain, as far as devices see it.
 *
 * <p><b>Owner:</b> whoever connected. <b>Thread:</b> any.
 */
public final class Toolstack implements AutoCloseable {

    private final ControlChannel channel;

    private Toolstack(ControlChannel channel) {
        this.channel = channel;
    }

    /** Connects as the control domain. */
    public static Toolstack connect(SimSockets sockets) {
        ControlChannel channel = ControlChannel.connect(sockets);
        channel.call(ControlOp.ATTACH, new Payload());
        return new Toolstack(channel);
    }

    /**
     * Writes the nodes of a device, with these more at either side, and sets both states to 1.
     *
     * @param frontendNodes the guest reads them and may not write them, e.g. {@code be-alloc} of a vdispl
     */
    public void addDevice(DeviceId device, Map<String, String> backendNodes, Map<String, String> frontendNodes) {
        Payload payload = nodes(nodes(device(device), backendNodes), frontendNodes);
        channel.call(ControlOp.ADD_DEVICE, payload);
    }

    private static Payload nodes(Payload payload, Map<String, String> nodes) {
        payload.u32(nodes.size());
        nodes.forEach((key, value) -> payload.text(key).text(value));
        return payload;
    }

    /**
     * Asks the backend to close ({@code online} 0, {@code state} 5), waits for 6 and removes the nodes.
     *
     * @return whether the backend answered; the nodes are removed after 10 s anyway
     */
    public boolean removeDevice(DeviceId device) {
        return channel.call(ControlOp.REMOVE_DEVICE, device(device)).fields().flag();
    }

    /**
     * Removes the domain's devices and then the domain; its process finds its connection closed.
     *
     * @return whether all backends answered
     */
    public boolean destroy(DomId domain) {
        return channel.call(ControlOp.DESTROY_DOMAIN, new Payload().u32(domain.value()))
                .fields()
                .flag();
    }

    private static Payload device(DeviceId device) {
        return new Payload().u32(device.frontend().value()).text(device.type()).u32(device.index());
    }

    @Override
    public void close() {
        channel.close();
    }
}
