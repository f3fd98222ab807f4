package transom.guestfb.pv.internal.displ;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.wire.ProtocolException;

/** A connector's only mode, in pixels: what the toolstack wrote into the frontend's directory. */
public record ConnectorSize(int width, int height) {

    /** Linux has so many (drivers/gpu/drm/xen/xen_drm_front_cfg.h, {@code XEN_DRM_FRONT_MAX_CRTCS}). */
    private static final int MOST = 4;

    private static final int MAX_SIDE = 16384;

    /**
     * All connectors of a device, from 0.
     *
     * @throws ProtocolException if there is none, or one is not as it must be: the guest may write there, too
     */
    static List<ConnectorSize> read(DeviceNodes nodes) {
        List<ConnectorSize> sizes = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Optional<String> untrusted = nodes.untrusted(i + "/resolution");
            if (untrusted.isEmpty()) {
                break;
            }
            String key = i + "/resolution";
            sizes.add(parse(untrusted.get())
                    .orElseThrow(
                            () -> new ProtocolException(key + " must be WIDTHxHEIGHT with sides of 1 to " + MAX_SIDE)));
        }
        if (sizes.isEmpty()) {
            throw new ProtocolException("0/resolution is missing in its store");
        }
        return sizes;
    }

    /** The first connector's, if it is there and well. */
    static Optional<ConnectorSize> first(DeviceNodes nodes) {
        return nodes.untrusted("0/resolution").flatMap(ConnectorSize::parse);
    }

    private static Optional<ConnectorSize> parse(String untrusted) {
        if (!untrusted.matches("[0-9]{1,5}x[0-9]{1,5}")) {
            return Optional.empty();
        }
        int by = untrusted.indexOf('x');
        int width = Integer.parseInt(untrusted.substring(0, by));
        int height = Integer.parseInt(untrusted.substring(by + 1));
        boolean fits = width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
        return fits ? Optional.of(new ConnectorSize(width, height)) : Optional.empty();
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
