package transom.gem.support;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import transom.gem.Allocator;
import transom.keep.Keep;

/**
 * One {@link Allocator} service for each device that serves buffers, as long as the device is there. Buffers belong to
 * their producers: they live on when the service goes.
 *
 * <p><b>Thread:</b> any.
 */
public final class AllocatorServices implements AutoCloseable {

    private final BundleContext context;
    private final Keep keep;
    private final Map<Source, Served> services = new LinkedHashMap<>();

    private record Served(Allocations allocator, ServiceRegistration<?> registration) {}

    public AllocatorServices(BundleContext context, Keep keep) {
        this.context = context;
        this.keep = keep;
    }

    /** Serves these devices, and no other any more. A device that was served before has the same source. */
    public synchronized void serve(List<Probed> devices) {
        List<Source> wanted = new ArrayList<>();
        devices.forEach(device -> device.source().ifPresent(wanted::add));
        for (Iterator<Source> known = services.keySet().iterator(); known.hasNext(); ) {
            Source source = known.next();
            if (!wanted.contains(source)) {
                Served gone = services.get(source);
                known.remove();
                gone.registration().unregister();
                gone.allocator().detach();
                source.close();
            }
        }
        for (Probed device : devices) {
            device.source().filter(source -> !services.containsKey(source)).ifPresent(source -> {
                Allocations allocator = new Allocations(source, keep);
                services.put(
                        source,
                        new Served(
                                allocator,
                                context.registerService(Allocator.class, allocator, properties(device, source))));
            });
        }
    }

    private static Dictionary<String, Object> properties(Probed device, Source source) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Allocator.NAME, source.name());
        properties.put(Allocator.DMA_BUF, source.makesDmaBufs());
        properties.put(Allocator.DEVICE, device.path());
        properties.put(Allocator.DRIVER, device.driver());
        return properties;
    }

    /** Serves nothing any more. */
    @Override
    public void close() {
        serve(List.of());
    }
}
