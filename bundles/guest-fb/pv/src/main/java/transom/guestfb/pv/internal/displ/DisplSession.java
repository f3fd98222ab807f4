package transom.guestfb.pv.internal.displ;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import transom.guestfb.InputSink;
import transom.guestfb.Scanout;
import transom.guestfb.pv.internal.device.DeviceBackend.Guard;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.displ.memory.BufferTable;
import transom.guestfb.pv.internal.displ.memory.DisplayBuffer;
import transom.guestfb.pv.internal.displ.memory.Framebuffer;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.Edid;
import transom.guestfb.wire.EdidBuffer;
import transom.xen.DeviceId;
import transom.xen.GrantRef;

/**
 * A display while it is attached: its connectors, and the buffers that they share.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class DisplSession {

    private final DeviceId device;
    private final DisplServices services;
    private final boolean offered;
    private final BufferTable table;
    private final ReaderBell bell;
    private final List<ConnectorPages> pages = new ArrayList<>();
    private final List<ConnectorPicture> pictures = new ArrayList<>();
    private final List<Connector> connectors = new ArrayList<>();

    /**
     * Maps, binds and takes over, or throws and leaves nothing.
     *
     * @param offered whether the frontend was told that dom0 allocates
     */
    DisplSession(
            DeviceId device,
            DeviceNodes nodes,
            DisplServices services,
            RoutePlan plan,
            boolean offered,
            IntFunction<InputSink> inputs,
            Guard guard) {
        this.device = device;
        this.services = services;
        this.offered = offered;
        this.table = new BufferTable(device, services.memory(), plan);
        this.bell = new ReaderBell(services.loop(), this::readersMoved);
        try {
            List<ConnectorSize> sizes = ConnectorSize.read(nodes);
            for (int i = 0; i < sizes.size(); i++) {
                pages.add(pages(i, nodes));
            }
            table.load(pages.stream().map(shared -> shared.instance).collect(Collectors.joining(",")));
            String guestName = nodes.guestName();
            for (int i = 0; i < sizes.size(); i++) {
                pictures.add(picture(i, guestName, inputs.apply(i)));
            }
            // Whoever serves the guest does so until here: from the claim to the first answer it waits.
            for (int i = 0; i < sizes.size(); i++) {
                ConnectorCare care = care(i);
                care.claim();
                ConnectorRings rings = new ConnectorRings(pages.get(i));
                connectors.add(connector(i, sizes.get(i), rings, care, guard));
            }
            table.loadConfigs(sizes.size());
            connectors.forEach(Connector::open);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private ConnectorCare care(int connector) {
        return new ConnectorCare(services.memory().keep(), device, connector);
    }

    private ConnectorPages pages(int connector, DeviceNodes nodes) {
        return new ConnectorPages(
                device.frontend(),
                nodes,
                connector,
                care(connector),
                services.memory().grants(),
                services.channels());
    }

    /** Presenters find what is shown already, and prepare themselves. */
    private ConnectorPicture picture(int index, String guestName, InputSink input) {
        ConnectorPicture picture = new ConnectorPicture(
                services.registry(),
                () -> new GuestScanout(device, index, guestName, input, services.loop(), () -> {}, bell::ring));
        table.configured(index).ifPresent(framebuffer -> picture.show(framebuffer, System.nanoTime()));
        return picture;
    }

    private Connector connector(int index, ConnectorSize size, ConnectorRings rings, ConnectorCare care, Guard guard) {
        Connector.Parts parts = new Connector.Parts(
                services.loop(),
                guard,
                pictures.get(index),
                care,
                () -> services.memory().settings().get().refreshNanos());
        return new Connector(this, index, Scanout.label(device, index), size, rings, parts);
    }

    /** Both ends are connected now. */
    void begin() {
        connectors.forEach(Connector::begin);
    }

    private void readersMoved() {
        connectors.forEach(Connector::readersMoved);
    }

    BufferTable table() {
        return table;
    }

    List<Connector> connectors() {
        return connectors;
    }

    void create(DisplRequest request) {
        table.create(request, offered);
    }

    DisplayBuffer destroy(long cookie) {
        table.framebuffersIn(cookie).forEach(this::hide);
        return table.destroy(cookie);
    }

    void detach(long cookie) {
        Framebuffer framebuffer = table.framebuffer(cookie);
        hide(framebuffer);
        table.detach(framebuffer);
    }

    private void hide(Framebuffer framebuffer) {
        connectors.forEach(connector -> connector.hide(framebuffer));
    }

    void write(EdidBuffer buffer, Edid edid) {
        buffer.write(
                edid,
                (ref, writable) -> services.memory().grants().map(device.frontend(), new GrantRef[] {ref}, writable));
    }

    int refreshHz() {
        return Math.min(services.memory().settings().get().refreshHz(), Edid.REFRESH_MAX);
    }

    /** How it is connected, for a log line. */
    String description() {
        return connectors.stream().map(connector -> connector.size().toString()).collect(Collectors.joining(", "))
                + (table.size() == 0 ? "" : ", " + table.size() + " buffers as before");
    }

    /** Whoever serves guests while this bundle is away may begin; after {@link #end}. */
    void leave() {
        connectors.forEach(Connector::leave);
    }

    /** Lets go of everything; the guest's side stays as it is. */
    void end() {
        connectors.forEach(Connector::end);
        pictures.forEach(ConnectorPicture::hide);
        pages.forEach(ConnectorPages::detach);
        table.leave();
        bell.close();
    }
}
