package transom.gem.support;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import transom.keep.Keep;
import transom.linux.Fd;

/**
 * Memory's place in the keep: its fd and a record that says which allocator made it, how big it is, and who owns it now.
 *
 * <p>Two versions of a bundle may know the same memory: the one that was updated, as long as somebody holds its objects,
 * and the one that adopted it. Only the owner removes it, so the former one can let go of its objects at any time. The
 * record is read and replaced under the keep's own monitor, which both have in common.
 *
 * @param allocator its name
 * @param bytes the memory's size
 * @param owner a name that only one owner has
 */
record KeptName(String allocator, long bytes, String owner) {

    /** What all names of this library begin with. */
    static final String PREFIX = "gem/";

    /** The record's first word: a later version of this library may write another. */
    private static final String VERSION = "1";

    static String path(String name) {
        return PREFIX + name;
    }

    /** A new owner of memory that this allocator made. */
    static KeptName owned(String allocator, long bytes) {
        return new KeptName(allocator, bytes, UUID.randomUUID().toString());
    }

    private static Optional<KeptName> read(Keep keep, String name) {
        return keep.record(path(name)).flatMap(KeptName::parse);
    }

    static Optional<KeptName> parse(byte[] record) {
        String[] words = new String(record, StandardCharsets.UTF_8).split(" ");
        try {
            return words.length == 4 && words[0].equals(VERSION)
                    ? Optional.of(new KeptName(words[2], Long.parseLong(words[1]), words[3]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private byte[] text() {
        return String.join(" ", VERSION, Long.toString(bytes), allocator, owner).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Puts new memory into the keep.
     *
     * @throws IllegalStateException if there is memory of this name, or no room
     */
    void put(Keep keep, String name, int fd) {
        synchronized (keep) {
            Optional<KeptName> there = read(keep, name);
            if (there.isPresent()) {
                throw new IllegalStateException("there is memory of the name '" + name + "' already, made by "
                        + there.get().allocator + ": adopt it, or choose another name");
            }
            keep.putFd(path(name), fd);
            try {
                keep.putRecord(path(name), text());
            } catch (RuntimeException e) {
                keep.remove(path(name));
                throw e;
            }
        }
    }

    /** Takes memory of this allocator's over; empty if there is none. <b>Owner:</b> the caller, of the fd. */
    static Optional<Taken> take(Keep keep, String allocator, String name) {
        synchronized (keep) {
            Optional<KeptName> there = read(keep, name).filter(kept -> kept.allocator.equals(allocator));
            if (there.isEmpty()) {
                return Optional.empty();
            }
            OptionalInt fd = keep.dupFd(path(name));
            if (fd.isEmpty()) {
                return Optional.empty();
            }
            Fd taken = Fd.adopt(fd.getAsInt());
            KeptName mine = owned(allocator, there.get().bytes);
            try {
                keep.putRecord(path(name), mine.text());
            } catch (RuntimeException e) {
                taken.close();
                throw e;
            }
            return Optional.of(new Taken(mine, taken));
        }
    }

    /** Memory that was taken over, and its fd. */
    record Taken(KeptName name, Fd fd) {}

    /** Takes it out of the keep, if it is still this owner's. */
    void remove(Keep keep, String name) {
        synchronized (keep) {
            if (read(keep, name).filter(this::equals).isPresent()) {
                keep.remove(path(name));
            }
        }
    }
}
