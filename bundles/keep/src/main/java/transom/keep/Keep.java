package transom.keep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds file descriptors and records under names such as {@code vfb/3/0/resize}.
 *
 * <p>A name is 1 to {@value #MAX_NAME_LENGTH} of {@code A-Z a-z 0-9 . _ / -}; one name may have a record and an fd.
 * What is held is bounded, so that a leak shows as an error with a name in it.
 *
 * <p>What is held outlives its bundle, this one and the framework; where a keeper or systemd supervises this process, also
 * that. The service property {@value #PLACE} says where.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface Keep {

    /** Service property: where things are held: {@code process}, {@code keeper}, {@code systemd}, {@code keeper+systemd}. */
    String PLACE = "transom.keep.place";

    /** Characters of a name, at most. */
    int MAX_NAME_LENGTH = 253;

    /** Bytes of a record, at most: a record names things, it is no place for pixels. */
    int MAX_RECORD_BYTES = 64 * 1024;

    /** Records and fds, at most. */
    int MAX_ENTRIES = 4096;

    /**
     * Holds a copy of the bytes, in the place of an earlier record of that name.
     *
     * @throws IllegalArgumentException if the name or the record's size is not allowed
     * @throws IllegalStateException if {@link #MAX_ENTRIES} things are held
     */
    void putRecord(String name, byte[] record);

    /** A copy of the record, if there is one. */
    Optional<byte[]> record(String name);

    /**
     * Holds the open file behind {@code fd}, in the place of an earlier one of that name. <b>Owner:</b> the caller
     * keeps its own fd.
     *
     * @throws IllegalArgumentException if the name is not allowed or the fd is not open
     * @throws IllegalStateException if {@link #MAX_ENTRIES} things are held
     */
    void putFd(String name, int fd);

    /** A new fd, close-on-exec, of the open file held; empty if there is none. <b>Owner:</b> the caller, who closes it. */
    OptionalInt dupFd(String name);

    /** Holds the record and fd of this name no longer; nothing happens if there is none. */
    void remove(String name);

    /**
     * Takes back what is served under this name while no process of this product runs: whoever does that has let go of it
     * when this comes back. Nothing happens where nobody does.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws IllegalStateException if whoever holds things beyond this process does not answer in time
     */
    void claim(String name);

    /**
     * Leaves what is served under this name to whoever serves it while no process of this product runs. Nothing happens where
     * there is nobody for that.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws IllegalStateException if whoever holds things beyond this process does not listen
     */
    void leave(String name);

    /** Everything held, in the order of names. */
    List<KeptEntry> list();
}
