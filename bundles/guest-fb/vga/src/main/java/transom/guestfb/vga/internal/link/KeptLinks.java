package transom.guestfb.vga.internal.link;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.linux.Fd;
import transom.linux.UnixSocket;
import transom.xen.DeviceId;
import transom.xen.DomId;

/**
 * Connections in the keep. A record says that there is a VGA, from before its memory is made; its connection is there from when
 * the memory is about to be handed out.
 */
public final class KeptLinks {

    /** xenbus has no such type: nothing of it is in the store. */
    public static final String TYPE = "vga";

    private static final Pattern NAME = Pattern.compile("vga/([0-9]{1,5})/([0-9]{1,3})");

    /** The allocator keeps memory under names of its own that end with the name that it was given. */
    private static final Pattern MEMORY = Pattern.compile("(?:.*/)?vga/([0-9]{1,5})/([0-9]{1,3})/memory");

    private static final int VERSION = 1;
    private static final int SIZE = Integer.BYTES + Long.BYTES;

    private final Keep keep;

    public KeptLinks(Keep keep) {
        this.keep = keep;
    }

    private static String name(DeviceId device) {
        return TYPE + "/" + device.frontend() + "/" + device.index();
    }

    /** What the memory of a device's framebuffer is allocated as. */
    public static String memory(DeviceId device) {
        return name(device) + "/memory";
    }

    /** There is to be one with so many bytes of memory. */
    public void begin(DeviceId device, int bytes) {
        byte[] record = ByteBuffer.allocate(SIZE).putInt(VERSION).putLong(bytes).array();
        keep.putRecord(name(device), record);
    }

    /** Its connection. <b>Owner:</b> the caller keeps the fd. */
    public void put(DeviceId device, int fd) {
        keep.putFd(name(device), fd);
    }

    /** Whether there is one, served here or not. */
    public boolean has(DeviceId device) {
        return keep.record(name(device)).isPresent();
    }

    /** Its connection, once more; empty if it had not come so far. <b>Owner:</b> the caller. */
    public Optional<Link> link(DeviceId device) {
        OptionalInt fd = keep.dupFd(name(device));
        return fd.isEmpty() ? Optional.empty() : Optional.of(new Link(UnixSocket.adopt(Fd.adopt(fd.getAsInt()))));
    }

    /** It is no more. */
    public void remove(DeviceId device) {
        keep.remove(name(device));
    }

    /** All that there are, with the bytes of their memory; those that another version wrote, with none. */
    public Map<DeviceId, Long> all() {
        Map<DeviceId, Long> all = new LinkedHashMap<>();
        for (KeptEntry entry : keep.list()) {
            Matcher matcher = NAME.matcher(entry.name());
            if (matcher.matches()) {
                device(matcher).ifPresent(device -> all.put(device, bytes(entry.name())));
            }
        }
        return all;
    }

    private long bytes(String name) {
        ByteBuffer record = ByteBuffer.wrap(keep.record(name).orElse(new byte[0]));
        return record.remaining() == SIZE && record.getInt() == VERSION ? record.getLong() : 0;
    }

    /** Devices for which there is memory, and nothing else any more. */
    public Set<DeviceId> orphans() {
        Set<DeviceId> orphans = new TreeSet<>();
        for (KeptEntry entry : keep.list()) {
            Matcher matcher = MEMORY.matcher(entry.name());
            if (matcher.matches()) {
                device(matcher).filter(device -> !has(device)).ifPresent(orphans::add);
            }
        }
        return orphans;
    }

    private static Optional<DeviceId> device(Matcher matcher) {
        int domain = Integer.parseInt(matcher.group(1));
        return domain < DomId.FIRST_RESERVED
                ? Optional.of(new DeviceId(new DomId(domain), TYPE, Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
