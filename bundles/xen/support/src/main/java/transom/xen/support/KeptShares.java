package transom.xen.support;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.xen.XenException;

/**
 * Shares in the keep, by name: under {@code xen/NAME} a record, and the file whose last descriptor, when it is closed,
 * ends the grants.
 *
 * <p><b>Thread:</b> any.
 */
public final class KeptShares {

    private static final Logger LOG = LoggerFactory.getLogger(KeptShares.class);
    private static final String PREFIX = "xen/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

    private final Keep keep;

    public KeptShares(Keep keep) {
        this.keep = keep;
    }

    /** Throws, with what is wrong, if no such share can be kept. */
    public void requireRoom(String name, int pages) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name + "' must be 1 to 200 of A-Z a-z 0-9 . _ / -");
        } else if (pages < 1 || pages > ShareRecord.MAX_PAGES) {
            throw new XenException(
                    "cannot grant a dma-buf of " + pages + " pages: 1.." + ShareRecord.MAX_PAGES + " can be kept");
        } else if (keep.record(PREFIX + name).isPresent()) {
            throw new XenException("a dma-buf is shared as '" + name + "' already: end that first");
        }
    }

    /** Keeps it. <b>Owner:</b> the caller keeps its own {@code fd}. Nothing is kept if it throws. */
    public void put(String name, ShareRecord record, int fd) {
        keep.putFd(PREFIX + name, fd);
        try {
            keep.putRecord(PREFIX + name, record.toBytes());
        } catch (RuntimeException e) {
            keep.remove(PREFIX + name);
            throw e;
        }
    }

    /** What is kept under this name. */
    public Optional<ShareRecord> find(String name) {
        return keep.record(PREFIX + name).map(bytes -> ShareRecord.parse(name, bytes));
    }

    /** A new descriptor of its file. <b>Owner:</b> the caller. */
    public OptionalInt dupFd(String name) {
        return keep.dupFd(PREFIX + name);
    }

    /** Keeps it no longer; nothing happens if there is none. */
    public void remove(String name) {
        keep.remove(PREFIX + name);
    }

    /** Everything that is kept, by name, but for what another version made. */
    public Map<String, ShareRecord> all() {
        Map<String, ShareRecord> all = new TreeMap<>();
        for (KeptEntry entry : keep.list()) {
            if (entry.kind() == KeptEntry.Kind.RECORD && entry.name().startsWith(PREFIX)) {
                readInto(all, entry.name().substring(PREFIX.length()));
            }
        }
        return all;
    }

    private void readInto(Map<String, ShareRecord> all, String name) {
        try {
            find(name).ifPresent(record -> all.put(name, record));
        } catch (XenException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
