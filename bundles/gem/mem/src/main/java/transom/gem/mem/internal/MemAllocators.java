package transom.gem.mem.internal;

import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import transom.gem.GemDevices;
import transom.gem.mem.internal.probe.MemoryDevices;
import transom.gem.support.AllocatorServices;
import transom.gem.support.Ioctls;
import transom.gem.support.Probed;
import transom.keep.Keep;

/**
 * Serves an allocator for each kind of memory that this machine has.
 *
 * <p>Buffers belong to their producers: when this goes, they live on until they are dropped and unlocked.
 */
@Component(immediate = true)
public final class MemAllocators implements GemDevices {

    private final MemoryDevices machine = new MemoryDevices(Path.of("/"), Ioctls.KERNEL);
    private final AllocatorServices services;
    private volatile List<Probed> found = List.of();

    @Activate
    public MemAllocators(BundleContext context, @Reference Keep keep) {
        services = new AllocatorServices(context, keep);
        probe();
    }

    @Override
    public List<Device> devices() {
        return found.stream().map(Probed::device).toList();
    }

    @Override
    public synchronized void probe() {
        found = machine.probe();
        services.serve(found);
    }

    @Deactivate
    void deactivate() {
        services.close();
    }
}
