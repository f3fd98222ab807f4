package transom.xen.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import transom.keep.Keep;
import transom.linux.Fd;

/**
 * Bound event channels in the keep: under {@code xen/channel/NAME} a record and the channel's first file, its other files
 * under that name and a suffix.
 *
 * <p><b>Thread:</b> any.
 */
public final class KeptChannels {

    private final Keep keep;

    public KeptChannels(Keep keep) {
        this.keep = keep;
    }

    /** A channel and new descriptors of its files. <b>Owner of these:</b> the caller. */
    public record Found(ChannelRecord record, List<Fd> files) {}

    /** Throws, with what is wrong, if nothing can be kept by this name. */
    public void requireName(String name) {
        KeptName.require(name);
    }

    /**
     * Keeps it, the record last: what has one is whole. Nothing is kept if it throws.
     *
     * @param fds of the record's kind. <b>Owner:</b> the caller keeps its own
     */
    public void put(String name, ChannelRecord record, int... fds) {
        try {
            for (int i = 0; i < record.kind().files(); i++) {
                keep.putFd(fileName(name, record.kind(), i), fds[i]);
            }
            keep.putRecord(KeptName.CHANNEL + name, record.toBytes());
        } catch (RuntimeException e) {
            remove(name);
            throw e;
        }
    }

    private static String fileName(String name, ChannelRecord.Kind kind, int file) {
        return KeptName.CHANNEL + name + kind.suffix(file);
    }

    /** What is kept under this name, if it is wanted and all of it is there. */
    public Optional<Found> find(String name, ChannelRecord.Kind kind, Predicate<ChannelRecord> wanted) {
        Optional<ChannelRecord> record = keep.record(KeptName.CHANNEL + name)
                .flatMap(ChannelRecord::parse)
                .filter(found -> found.kind() == kind)
                .filter(wanted);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        List<Fd> files = new ArrayList<>();
        for (int i = 0; i < kind.files(); i++) {
            OptionalInt file = keep.dupFd(fileName(name, kind, i));
            if (file.isEmpty()) {
                files.forEach(Fd::close);
                return Optional.empty();
            }
            files.add(Fd.adopt(file.getAsInt()));
        }
        return Optional.of(new Found(record.get(), files));
    }

    /** Keeps it no longer, the record first; nothing happens if there is none. */
    public void remove(String name) {
        for (ChannelRecord.Kind kind : ChannelRecord.Kind.values()) {
            for (int i = 0; i < kind.files(); i++) {
                keep.remove(fileName(name, kind, i));
            }
        }
    }

    /** The names of what is kept. */
    public List<String> names() {
        return KeptName.list(keep, KeptName.CHANNEL);
    }
}
