package transom.guestfb.pv.internal.displ.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each connector was configured to show last; each is a record of its own, which a caretaker may have written. */
final class ConnectorConfigs {

    private final KeptNames names;
    private final List<KeptConfig> configs = new ArrayList<>();

    ConnectorConfigs(KeptNames names) {
        this.names = names;
    }

    /**
     * Takes over what is in the keep.
     *
     * @param same whether it is of the same connection: else all are off
     * @param former what a table of an earlier version says
     */
    void load(int connectors, boolean same, List<KeptConfig> former) {
        for (int connector = 0; connector < connectors; connector++) {
            KeptConfig config = same ? load(connector, former) : KeptConfig.off(connector);
            configs.add(config);
            names.putConfig(config);
        }
    }

    private KeptConfig load(int connector, List<KeptConfig> former) {
        return names.config(connector)
                .or(() -> former.stream()
                        .filter(config -> config.connector() == connector)
                        .findFirst())
                .orElse(KeptConfig.off(connector));
    }

    /** @param framebufferCookie 0 if it is off */
    void set(int connector, long framebufferCookie, int events) {
        KeptConfig config = new KeptConfig(connector, framebufferCookie, events);
        if (!config.equals(configs.get(connector))) {
            configs.set(connector, config);
            names.putConfig(config);
        }
    }

    /** Empty if it is off. */
    Optional<KeptConfig> find(int connector) {
        return Optional.of(configs.get(connector)).filter(config -> !config.isOff());
    }

    void clear() {
        configs.clear();
    }
}
