package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GrantRef;

/** What of a display device is in the keep, by which names. */
public final class KeptNames {

    private static final Pattern TABLE = Pattern.compile("(vdispl)/([0-9]{1,5})/([0-9]{1,9})/(table|be-alloc)");

    /** What is held of a buffer: its memory, its grants, the guest's own. */
    private static final Pattern BUFFER = Pattern.compile(
            "(?:gem/|xen/)?((vdispl)/([0-9]{1,5})/([0-9]{1,9})/[0-9a-f]{1,16}\\.[0-9a-f]{1,8})(?:/refs/[0-9]+)?");

    /** A buffer's own name, and its device. */
    record Named(String name, DeviceId device) {}

    /** What one record has room for. */
    private static final int REFS = 16_000;

    private final Keep keep;
    private final DeviceId device;
    private final String prefix;

    public KeptNames(Keep keep, DeviceId device) {
        this.keep = keep;
        this.device = device;
        this.prefix = KeptConnections.name(device) + "/";
    }

    /** Whether the guest has made some already. */
    public boolean hasBuffers() {
        return !table().buffers().isEmpty();
    }

    KeptTable table() {
        return keep.record(prefix + "table").flatMap(KeptTable::decode).orElse(KeptTable.EMPTY);
    }

    /** Whether there is one that this version cannot read: it is for who wrote it. */
    boolean isTableUnreadable() {
        return keep.record(prefix + "table")
                .filter(record -> KeptTable.decode(record).isEmpty())
                .isPresent();
    }

    /** What a connector's configuration is kept as, for as long as the frontend's connection lasts. */
    public static String config(DeviceId device, int connector) {
        return KeptConnections.careName(KeptConnections.name(device) + "/" + connector + "/config");
    }

    Optional<KeptConfig> config(int connector) {
        return keep.record(config(device, connector)).flatMap(bytes -> KeptConfig.decode(connector, bytes));
    }

    void putConfig(KeptConfig config) {
        keep.putRecord(config(device, config.connector()), config.encode());
    }

    void putTable(KeptTable table) {
        keep.putRecord(prefix + "table", table.encode());
    }

    /** A buffer's own name. */
    String buffer(long cookie, int serial) {
        return prefix + Long.toHexString(cookie) + "." + Integer.toHexString(serial);
    }

    void putRefs(String buffer, GrantRef[] refs) {
        for (int first = 0; first < refs.length; first += REFS) {
            int count = Math.min(REFS, refs.length - first);
            ByteBuffer record = ByteBuffer.allocate(count * Integer.BYTES);
            for (int i = 0; i < count; i++) {
                record.putInt(refs[first + i].value());
            }
            keep.putRecord(refsName(buffer, first), record.array());
        }
    }

    private static String refsName(String buffer, int first) {
        return buffer + "/refs/" + first;
    }

    /** A buffer's grants, empty if they are not all there. */
    Optional<GrantRef[]> refs(String buffer, int pages) {
        GrantRef[] refs = new GrantRef[pages];
        for (int first = 0; first < pages; first += REFS) {
            int count = Math.min(REFS, pages - first);
            Optional<ByteBuffer> record = keep.record(refsName(buffer, first))
                    .filter(bytes -> bytes.length == count * Integer.BYTES)
                    .map(ByteBuffer::wrap);
            if (record.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < count; i++) {
                refs[first + i] = new GrantRef(record.get().getInt());
            }
        }
        return Optional.of(refs);
    }

    void removeRefs(String buffer, int pages) {
        for (int first = 0; first < pages; first += REFS) {
            keep.remove(refsName(buffer, first));
        }
    }

    /** However many there are. */
    void removeAllRefs(String buffer) {
        keep.list().stream()
                .map(KeptEntry::name)
                .filter(name -> name.startsWith(buffer + "/refs/"))
                .forEach(keep::remove);
    }

    boolean isWithoutTable() {
        return keep.record(prefix + "table").isEmpty();
    }

    /** The buffer that a name in the keep is of; empty if it is of something else. */
    static Optional<Named> bufferOf(String keptName) {
        Matcher name = BUFFER.matcher(keptName);
        return name.matches()
                ? Optional.of(new Named(name.group(1), device(name.group(2), name.group(3), name.group(4))))
                : Optional.empty();
    }

    private static DeviceId device(String type, String domain, String index) {
        return new DeviceId(DomId.parse(domain), type, Integer.parseInt(index));
    }

    /** Whether the toolstack has said that dom0 is to allocate, where the frontend is told otherwise. */
    public boolean isAllocationAsked() {
        return keep.record(prefix + "be-alloc").isPresent();
    }

    /** Remembers what the toolstack has said. */
    public void putAllocationAsked() {
        if (!isAllocationAsked()) {
            keep.putRecord(prefix + "be-alloc", new byte[] {1});
        }
    }

    void removeTable() {
        keep.remove(prefix + "table");
    }

    public void removeAllocationAsked() {
        keep.remove(prefix + "be-alloc");
    }

    /** The devices of which there is something. */
    static Set<DeviceId> devices(Keep keep) {
        Set<DeviceId> found = new LinkedHashSet<>();
        for (KeptEntry entry : keep.list()) {
            Matcher name = TABLE.matcher(entry.name());
            if (name.matches()) {
                found.add(device(name.group(1), name.group(2), name.group(3)));
            }
        }
        return found;
    }
}
