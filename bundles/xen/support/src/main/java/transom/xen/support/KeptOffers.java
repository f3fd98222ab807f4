package transom.xen.support;

import java.util.Optional;
import java.util.OptionalInt;
import transom.keep.Keep;
import transom.linux.Fd;
import transom.xen.DomId;

/**
 * Offers in the keep: under {@code xen/offer/NAME} the file that the offer lasts as long as, and a record that says what it is.
 *
 * <p><b>Thread:</b> any.
 */
public final class KeptOffers {

    private final Keep keep;

    public KeptOffers(Keep keep) {
        this.keep = keep;
    }

    /** An offer and its file. <b>Owner of this:</b> the caller. */
    public record Found(DomId domain, long gfn, long pages, Fd file) {}

    /** Throws, with what is wrong, if nothing can be kept by this name. */
    public void requireName(String name) {
        if (keep.dupFd(KeptName.OFFER + KeptName.require(name)).isPresent()) {
            throw new IllegalArgumentException("something is offered as '" + name + "' already");
        }
    }

    /** Keeps it. @param fd <b>Owner:</b> the caller keeps its own */
    public void put(String name, DomId domain, long gfn, long pages, int fd) {
        byte[] record = new RecordLines()
                .with("domain", domain)
                .with("gfn", Long.toUnsignedString(gfn))
                .with("pages", pages)
                .toBytes();
        keep.putFd(KeptName.OFFER + name, fd);
        keep.putRecord(KeptName.OFFER + name, record);
    }

    /** What is kept under this name, if all of it is there. */
    public Optional<Found> find(String name) {
        Optional<RecordLines> lines =
                keep.record(KeptName.OFFER + name).map(RecordLines::parse).filter(RecordLines::isOurVersion);
        OptionalInt fd = lines.isPresent() ? keep.dupFd(KeptName.OFFER + name) : OptionalInt.empty();
        if (fd.isEmpty()) {
            return Optional.empty();
        }
        Fd file = Fd.adopt(fd.getAsInt());
        try {
            return Optional.of(new Found(
                    new DomId(lines.get().number("domain")),
                    Long.parseUnsignedLong(lines.get().text("gfn")),
                    Long.parseLong(lines.get().text("pages")),
                    file));
        } catch (IllegalArgumentException e) {
            file.close();
            return Optional.empty();
        }
    }

    /** Keeps it no longer. */
    public void remove(String name) {
        keep.remove(KeptName.OFFER + name);
    }
}
