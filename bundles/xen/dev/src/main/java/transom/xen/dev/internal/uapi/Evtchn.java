package transom.xen.dev.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** /dev/xen/evtchn (linux/include/uapi/xen/evtchn.h). */
public final class Evtchn {

    public static final String PATH = "/dev/xen/evtchn";

    /** {@code IOCTL_EVTCHN_BIND_INTERDOMAIN}: returns our port. */
    public static final long BIND_INTERDOMAIN = 0x00084501L;

    /** {@code IOCTL_EVTCHN_UNBIND}. */
    public static final long UNBIND = 0x00044503L;

    /** {@code IOCTL_EVTCHN_NOTIFY}. */
    public static final long NOTIFY = 0x00044504L;

    /** {@code struct ioctl_evtchn_bind_interdomain}. */
    public static final int BIND_INTERDOMAIN_SIZE = 8;

    public static final int BIND_INTERDOMAIN_REMOTE_DOMAIN = 0;
    public static final int BIND_INTERDOMAIN_REMOTE_PORT = 4;

    /** {@code struct ioctl_evtchn_unbind}. */
    public static final int UNBIND_SIZE = 4;

    public static final int UNBIND_PORT = 0;

    /** {@code struct ioctl_evtchn_notify}. */
    public static final int NOTIFY_SIZE = 4;

    public static final int NOTIFY_PORT = 0;

    /** What read returns and write takes for each port: {@code evtchn_port_t}. */
    public static final int PORT_SIZE = 4;

    private Evtchn() {}

    /** The argument that binds a guest's port. */
    public static ByteBuffer bindInterdomain(int domain, int port) {
        return Direct.allocate(BIND_INTERDOMAIN_SIZE)
                .putInt(BIND_INTERDOMAIN_REMOTE_DOMAIN, domain)
                .putInt(BIND_INTERDOMAIN_REMOTE_PORT, port);
    }

    /** The argument that unbinds our port, whoever has the file open. */
    public static ByteBuffer unbind(int port) {
        return Direct.allocate(UNBIND_SIZE).putInt(UNBIND_PORT, port);
    }

    /** The argument that sends an event through our port. */
    public static ByteBuffer notify(int port) {
        return Direct.allocate(NOTIFY_SIZE).putInt(NOTIFY_PORT, port);
    }
}
