package transom.gem.drm.internal.probe;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Says when a DRM node comes or goes: by inotify on /dev/dri, or on /dev as long as that is not there.
 *
 * <p><b>Thread:</b> {@code onChange} runs on a thread of this class.
 */
public final class NodeWatch implements AutoCloseable {

    /** A node is there a moment before its driver answers (drm_minor_register): look again then. */
    private static final long SETTLE_MILLIS = 1000;

    private final Path dev;
    private final Runnable onChange;
    private final WatchService watches;
    private WatchKey key;
    private boolean inFolder;

    private NodeWatch(Path dev, Runnable onChange, WatchService watches) {
        this.dev = dev;
        this.onChange = onChange;
        this.watches = watches;
    }

    /**
     * Watches from now on.
     *
     * @param dev {@code /dev}, or a test's folder
     */
    public static NodeWatch start(Path dev, Runnable onChange) throws IOException {
        NodeWatch watch = new NodeWatch(dev, onChange, FileSystems.getDefault().newWatchService());
        watch.register();
        Thread thread = new Thread(null, watch::run, "transom-gem-watch", 0, false);
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void register() throws IOException {
        Path folder = dev.resolve("dri");
        inFolder = Files.isDirectory(folder);
        key = (inFolder ? folder : dev)
                .register(watches, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
    }

    private void run() {
        try {
            while (true) {
                changed(watches.take());
                onChange.run();
                for (WatchKey more; (more = watches.poll(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) != null; ) {
                    changed(more);
                }
                onChange.run();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // closed
        } catch (IOException e) {
            onChange.run();
        }
    }

    private void changed(WatchKey signalled) throws IOException {
        signalled.pollEvents();
        boolean valid = signalled.reset();
        if (!valid || inFolder != Files.isDirectory(dev.resolve("dri"))) {
            key.cancel();
            register();
        }
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }
}
