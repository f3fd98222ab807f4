package transom.guestfb.pv.internal.device;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannels;
import transom.xen.GrantTable;

/**
 * What a connection of a frontend has in the keep, whoever serves it: bound channels, pages, and what a caretaker needs to
 * serve it while no process like this one does. It goes when the connection ends.
 *
 * <p><b>Thread:</b> the guest loop.
 */
public final class KeptConnections {

    /** Of names of records that say how to serve a ring (docs/protocol/care.md). */
    private static final String CARE = "care/";

    private static final Pattern NAME = Pattern.compile("(vfb|vkbd|vdispl)/([0-9]{1,5})/([0-9]{1,9})(/.*)?");

    private final EventChannels channels;
    private final GrantTable grants;
    private final Keep keep;

    public KeptConnections(EventChannels channels, GrantTable grants, Keep keep) {
        this.channels = channels;
        this.grants = grants;
        this.keep = keep;
    }

    /** A device's own name in the keep; what has more parts begins with it. */
    public static String name(DeviceId device) {
        return device.type() + "/" + device.frontend() + "/" + device.index();
    }

    /** The name of the record that says how to serve a ring. @param name as of {@link #name}, and what ring it is */
    public static String careName(String name) {
        return CARE + name;
    }

    /** The connection has ended. */
    public void end(DeviceId device) {
        drop(name -> device.equals(device(name)));
    }

    /** Connections of devices that are not present ended while nobody was here. */
    public void retain(Set<DeviceId> present) {
        drop(name -> {
            DeviceId device = device(name);
            return device != null && !present.contains(device);
        });
    }

    /** A caretaker finds nothing to serve before what it serves goes. */
    private void drop(Predicate<String> names) {
        keep.list().stream()
                .map(KeptEntry::name)
                .filter(name -> name.startsWith(CARE) && names.test(name.substring(CARE.length())))
                .toList()
                .forEach(keep::remove);
        grants.dropKept(names);
        channels.dropKept(names);
    }

    /** Whose it is, or null: others keep things, too. */
    private static DeviceId device(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        int domain = Integer.parseInt(parts.group(2));
        return domain >= DomId.FIRST_RESERVED
                ? null
                : new DeviceId(new DomId(domain), parts.group(1), Integer.parseInt(parts.group(3)));
    }
}
