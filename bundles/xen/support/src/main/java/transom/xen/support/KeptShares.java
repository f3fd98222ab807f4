package transom.xen.support;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.xen.XenException;

/**
 * Shares in the keep, by name: under {@code xen/NAME} a record, and the file whose last descriptor, when it is closed,
 * ends the grants.
 *
 * <p><b>Thread:</b> any.
 */
public final class KeptShares {

    private static final Logger LOG = LoggerFactory.getLogger(KeptShares.class);
    private static final String PREFIX = KeptName.SHARE;

    private final Keep keep;

    public KeptShares(Keep keep) {
        this.keep = keep;
    }

    /** Throws, with what is wrong, if no such share can be kept. */
    public void requireRoom(String name, int pages) {
        KeptName.require(name);
        if (isOther(PREFIX + name)) {
            throw new IllegalArgumentException("name '" + name + "' must not begin with channel/ or page/");
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
        for (String name : KeptName.list(keep, PREFIX)) {
            if (!isOther(PREFIX + name)) {
                readInto(all, name);
            }
        }
        return all;
    }

    private static boolean isOther(String name) {
        return name.startsWith(KeptName.CHANNEL) || name.startsWith(KeptName.PAGE);
    }

    private void readInto(Map<String, ShareRecord> all, String name) {
        try {
            find(name).ifPresent(record -> all.put(name, record));
        } catch (XenException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
