package transom.xen.support;

import java.util.List;
import java.util.function.Predicate;
import transom.keep.Keep;
import transom.xen.DomId;
import transom.xen.GrantRef;

/**
 * How guests' pages can be mapped, in the keep under {@code xen/page/NAME}, for whoever serves them while no process like
 * this one does. Whoever comes next here maps anew.
 *
 * <p><b>Thread:</b> any.
 */
public final class KeptPages {

    private final Keep keep;

    public KeptPages(Keep keep) {
        this.keep = keep;
    }

    /** A page that can be mapped by its grant. */
    public void putGrant(String name, DomId domain, GrantRef ref) {
        RecordLines record = new RecordLines()
                .with("kind", "grant")
                .with("domain", domain)
                .with("ref", Integer.toUnsignedString(ref.value()));
        keep.putRecord(KeptName.PAGE + KeptName.require(name), record.toBytes());
    }

    /** A page that is in a file. <b>Owner:</b> the caller keeps its own {@code fd}. */
    public void putFile(String name, long offset, int fd) {
        keep.putFd(KeptName.PAGE + KeptName.require(name), fd);
        try {
            RecordLines record = new RecordLines().with("kind", "file").with("offset", offset);
            keep.putRecord(KeptName.PAGE + name, record.toBytes());
        } catch (RuntimeException e) {
            remove(name);
            throw e;
        }
    }

    /** Keeps it no longer; nothing happens if there is none. */
    public void remove(String name) {
        keep.remove(KeptName.PAGE + name);
    }

    /** Keeps such as these no longer. */
    public void removeIf(Predicate<String> names) {
        List<String> gone =
                KeptName.list(keep, KeptName.PAGE).stream().filter(names).toList();
        gone.forEach(this::remove);
    }
}
