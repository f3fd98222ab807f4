package transom.keep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds file descriptors and records under names such as {@code vfb/3/0/resize}.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface Keep {

    /** Holds a copy of the bytes, in the place of an earlier record of that name. */
    void putRecord(String name, byte[] record);

    /** A copy of the record. */
    Optional<byte[]> record(String name);

    /**
     * Holds the open file behind {@code fd}, in the place of an earlier one of that name. <b>Owner:</b> the caller
     * keeps its own fd.
     */
    void putFd(String name, int fd);

    /** A new fd of the open file held. <b>Owner:</b> the caller, who closes it. */
    OptionalInt dupFd(String name);

    /** Holds the record and fd of this name no longer; nothing happens if there is none. */
    void remove(String name);

    /** Everything held, by name. */
    List<KeptEntry> list();
}
