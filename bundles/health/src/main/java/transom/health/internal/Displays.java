package transom.health.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;

/**
 * A row for each display: {@code bundle} (Long, the backend's), {@code label}, {@code frontend}, {@code backend},
 * {@code mode} (empty if it shows nothing), {@code fault} (empty if there is none), {@code frames} (Long, what the guest has
 * had served: page flips completed, or damage messages), {@code nanos} (List of Long, when the last ones were, by
 * {@link System#nanoTime}, the oldest first).
 */
@Component(property = "transom.health=displays")
public final class Displays implements Supplier<List<Map<String, Object>>> {

    private final Counted<GuestDisplays> backends = new Counted<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBackend(GuestDisplays backend, Map<String, Object> properties) {
        backends.add(backend, properties);
    }

    void removeBackend(GuestDisplays backend, Map<String, Object> properties) {
        backends.remove(backend, properties);
    }

    @Override
    public List<Map<String, Object>> get() {
        return backends.rows((bundle, backend) -> backend.displays().stream().map(display -> row(bundle, display)));
    }

    private static Map<String, Object> row(Long bundle, DisplayInfo display) {
        boolean flips = display.device().type().equals("vdispl");
        return Map.of(
                "bundle",
                bundle,
                "label",
                display.label(),
                "frontend",
                display.frontend().name(),
                "backend",
                display.backend().name(),
                "mode",
                display.mode().map(Object::toString).orElse(""),
                "fault",
                display.fault().orElse(""),
                "frames",
                flips ? display.counters().flips() : display.counters().updates(),
                "nanos",
                display.counters().recentNanos());
    }
}
