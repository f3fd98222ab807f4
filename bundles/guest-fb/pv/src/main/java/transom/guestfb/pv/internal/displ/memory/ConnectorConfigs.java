package transom.guestfb.pv.internal.displ.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptConfig;

/** What each connector was configured to show last. */
final class ConnectorConfigs {

    private final List<KeptConfig> configs = new ArrayList<>();

    /** @param framebufferCookie 0 if it is off */
    void set(int connector, long framebufferCookie, int events) {
        configs.removeIf(config -> config.connector() == connector);
        if (framebufferCookie != 0) {
            configs.add(new KeptConfig(connector, framebufferCookie, events));
        }
    }

    void addAll(Collection<KeptConfig> kept) {
        configs.addAll(kept);
    }

    Optional<KeptConfig> find(int connector) {
        return configs.stream()
                .filter(config -> config.connector() == connector)
                .findFirst();
    }

    List<KeptConfig> all() {
        return List.copyOf(configs);
    }

    boolean isEmpty() {
        return configs.isEmpty();
    }

    void clear() {
        configs.clear();
    }
}
