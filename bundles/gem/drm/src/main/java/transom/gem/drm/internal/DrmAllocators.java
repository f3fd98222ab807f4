package transom.gem.drm.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.GemDevices;
import transom.gem.drm.internal.probe.DrmDevices;
import transom.gem.drm.internal.probe.NodeWatch;
import transom.gem.support.AllocatorServices;
import transom.gem.support.Ioctls;
import transom.gem.support.Probed;
import transom.keep.Keep;

/**
 * Serves an allocator for each DRM device whose buffers can be exported, also for one that comes later.
 *
 * <p>Buffers belong to their producers: when this goes, they live on until they are dropped and unlocked.
 */
@Component(immediate = true)
public final class DrmAllocators implements GemDevices {

    private static final Logger LOG = LoggerFactory.getLogger(DrmAllocators.class);

    private final DrmDevices machine = new DrmDevices(Path.of("/"), Ioctls.KERNEL);
    private final AllocatorServices services;
    private final Optional<NodeWatch> watch;
    private volatile List<Probed> found = List.of();
    private boolean active = true;

    @Activate
    public DrmAllocators(BundleContext context, @Reference Keep keep) {
        services = new AllocatorServices(context, keep);
        probe();
        watch = watch();
    }

    private Optional<NodeWatch> watch() {
        try {
            return Optional.of(NodeWatch.start(Path.of("/dev"), this::probe));
        } catch (IOException e) {
            LOG.warn("devices that come later are found by gem:probe only: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public List<Device> devices() {
        return found.stream().map(Probed::device).toList();
    }

    @Override
    public synchronized void probe() {
        if (active) {
            List<Device> before = devices();
            found = machine.probe();
            services.serve(found);
            devices().stream()
                    .filter(device -> !before.contains(device))
                    .forEach(device -> LOG.info("{} ({}): {}", device.path(), device.driver(), device.allocator()));
        }
    }

    @Deactivate
    synchronized void deactivate() throws IOException {
        active = false;
        if (watch.isPresent()) {
            watch.get().close();
        }
        services.close();
    }
}
