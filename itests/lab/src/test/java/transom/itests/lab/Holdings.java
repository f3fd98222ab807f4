package transom.itests.lab;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * What is held in dom0 at one moment.
 *
 * @param domains all there are, zombies among them
 * @param sharedMemoryKib Shmem of /proc/meminfo, where vgem's and udmabuf's pages are
 * @param availableKib MemAvailable, and what the JVM has taken of it
 * @param fds of the JVM
 * @param dmaBufs of the JVM: fds that are dma-bufs
 * @param buffers of gem:list
 * @param kept entries of keep:list
 * @param grants entries of grant tables that some domain has mapped, as Xen itself lists them
 * @param usage what xen:usage counts, each by its name
 */
record Holdings(
        List<String> domains,
        long sharedMemoryKib,
        long availableKib,
        int fds,
        int dmaBufs,
        int buffers,
        int kept,
        long grants,
        TreeMap<String, Long> usage) {

    private static final Duration SETTLING = Duration.ofMinutes(1);

    private static final Pattern FIGURE = Pattern.compile("(?m)^(\\w+):?\\s+(\\d+)");

    /** "[0x008]      0 0x0000000000012345 0x00000001 ..." */
    private static final Pattern GRANT = Pattern.compile("\\[0x[0-9a-f]+]\\s+\\d");

    static Holdings now() {
        var figures = new TreeMap<String, Long>();
        var found = FIGURE.matcher(Lab.dom0("pid=" + Transom.JVM + ";"
                + " grep -E '^(Shmem|MemAvailable):' /proc/meminfo; grep RssAnon /proc/$pid/status;"
                + " echo fds: $(ls /proc/$pid/fd | wc -l);"
                + " echo dmabufs: $(ls -l /proc/$pid/fd | grep -c dmabuf)"));
        while (found.find()) {
            figures.put(found.group(1), Long.valueOf(found.group(2)));
        }
        var usage = new TreeMap<String, Long>();
        Transom.rows("xen:usage").forEach(row -> add(usage, row));
        return new Holdings(
                Lab.dom0("xl list | awk 'NR > 1 { print $1 }'").lines().toList(),
                figures.get("Shmem"),
                figures.get("MemAvailable") + figures.get("RssAnon"),
                figures.get("fds").intValue(),
                figures.get("dmabufs").intValue(),
                Transom.rows("gem:list").size(),
                Transom.rows("keep:list").size(),
                mappedGrants(),
                usage);
    }

    /** What is held once that does not change any more: a first picture may take seconds to be imported and drawn. */
    static Holdings settled() {
        var last = new AtomicReference<>(now());
        return Awaitility.await("dom0's holdings to settle").atMost(SETTLING).until(Holdings::now, now -> {
            var before = last.getAndSet(now);
            return now.isLike(before) && before.isLike(now);
        });
    }

    private static long mappedGrants() {
        return grantLines().size();
    }

    /** The entries of all grant tables that some domain has mapped. Xen writes the list into its log, after a line of its own. */
    static List<String> grantLines() {
        var log = Lab.dom0("xl debug-keys g; xl dmesg").lines().toList();
        int start = log.size() - 1;
        while (start > 0 && !log.get(start).contains("gnttab_usage_print_all [")) {
            start--;
        }
        return log.subList(start, log.size()).stream()
                .filter(line -> GRANT.matcher(line).find())
                .toList();
    }

    private static void add(TreeMap<String, Long> usage, JsonObject row) {
        row.forEach((name, value) -> {
            if (value.getValueType() == JsonValue.ValueType.NUMBER) {
                usage.merge(name, row.getJsonNumber(name).longValue(), Long::sum);
            }
        });
    }

    /** Whether as many things are held; memory is compared by who knows how much it may vary. */
    boolean isLike(Holdings other) {
        return domains.equals(other.domains)
                && fds <= other.fds
                && dmaBufs == other.dmaBufs
                && buffers == other.buffers
                && kept == other.kept
                && grants == other.grants
                && usage.equals(other.usage);
    }

    JsonObject json() {
        var counted = Json.createObjectBuilder();
        usage.forEach(counted::add);
        return Json.createObjectBuilder()
                .add("domains", Json.createArrayBuilder(domains))
                .add("sharedMemoryKib", sharedMemoryKib)
                .add("availableKib", availableKib)
                .add("fds", fds)
                .add("dmaBufs", dmaBufs)
                .add("buffers", buffers)
                .add("kept", kept)
                .add("grants", grants)
                .add("xen", counted)
                .build();
    }
}
