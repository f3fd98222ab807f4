package transom.gem.mem.internal.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import transom.gem.GemDevices.Capability;
import transom.gem.support.Probed;
import transom.gem.support.Source;
import transom.gem.support.Trial;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Posix;

/**
 * A device file that memory may come from: opened when it is there, tried once, and then served until it has gone.
 *
 * <p><b>Thread:</b> one at a time.
 */
final class DeviceFile {

    private static final String ALLOCATE = "allocate";

    private final Path path;
    private final String driver;
    private final String remedy;
    private final String limit;
    private final Function<Fd, Source> opened;
    private Probed served;

    /**
     * @param remedy what makes the file come
     * @param limit how big a buffer may be, for people
     * @param opened makes the source of the opened file, and owns that from then on
     */
    DeviceFile(Path path, String driver, String remedy, String limit, Function<Fd, Source> opened) {
        this.path = path;
        this.driver = driver;
        this.remedy = remedy;
        this.limit = limit;
        this.opened = opened;
    }

    Probed probe() {
        if (!Files.exists(path)) {
            served = null;
            return refused("there is no " + path + ": " + remedy);
        }
        if (served == null) {
            try {
                Fd fd = Posix.open(path.toString(), Posix.O_RDWR);
                return tried(opened.apply(fd));
            } catch (ErrnoException e) {
                return refused(e.getMessage() + ": run as root, or join the group that owns the file");
            }
        }
        return served;
    }

    private Probed tried(Source source) {
        Optional<String> fault = Trial.fault(source);
        if (fault.isPresent()) {
            source.close();
            return refused(fault.get());
        }
        List<Capability> capabilities =
                List.of(new Capability(ALLOCATE, true, limit), new Capability("dma-buf", true, "ordinary pages"));
        served = Probed.serving(path.toString(), driver, source, capabilities);
        return served;
    }

    private Probed refused(String obstacle) {
        return Probed.refused(path.toString(), driver, obstacle, List.of(new Capability(ALLOCATE, false, obstacle)));
    }
}
