package transom.health.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/**
 * Services that count, by the bundle that each is of. <b>Thread:</b> any.
 *
 * @param <S> the services' type
 */
final class Counted<S> {

    private final Map<Long, S> services = new ConcurrentSkipListMap<>();

    /** @param properties of the service */
    void add(S service, Map<String, Object> properties) {
        services.put((Long) properties.get(Constants.SERVICE_BUNDLEID), service);
    }

    /** @param properties of the service */
    void remove(S service, Map<String, Object> properties) {
        services.remove((Long) properties.get(Constants.SERVICE_BUNDLEID), service);
    }

    /** All rows, those of the oldest bundle first. */
    List<Map<String, Object>> rows(BiFunction<Long, S, Stream<Map<String, Object>>> rowsOf) {
        return services.entrySet().stream()
                .flatMap(entry -> rowsOf.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
