package transom.runtime.internal.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Reads one kind of rows again and again, from a service of JDK types, so that this bundle is not wired to the bundles that it
 * replaces. <b>Thread:</b> its own.
 */
final class Sampler implements AutoCloseable {

    /**
     * How soon a change is seen. Whoever counts frames knows when they were; of those that go with it, none but the last are not
     * seen.
     */
    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final BundleContext context;
    private final String filter;
    private final Function<Map<String, Object>, Row> parse;
    private final BiConsumer<List<Row>, Long> sink;
    private final Thread thread;
    private volatile boolean closed;

    Sampler(
            BundleContext context,
            String kind,
            Function<Map<String, Object>, Row> parse,
            BiConsumer<List<Row>, Long> sink) {
        this.context = context;
        this.filter = "(transom.health=" + kind + ")";
        this.parse = parse;
        this.sink = sink;
        this.thread = new Thread(this::run, "transom-update: look at " + kind);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            List<Row> rows = read();
            sink.accept(rows, System.nanoTime());
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    private List<Row> read() {
        List<Row> rows = new ArrayList<>();
        for (ServiceReference<Supplier<List<Map<String, Object>>>> reference : references()) {
            Supplier<List<Map<String, Object>>> service = context.getService(reference);
            try {
                if (service != null) {
                    service.get().forEach(row -> rows.add(parse.apply(row)));
                }
            } catch (RuntimeException | LinkageError e) {
                // Whoever is asked is just being replaced: what it had is not there now.
            } finally {
                context.ungetService(reference);
            }
        }
        return rows;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Collection<ServiceReference<Supplier<List<Map<String, Object>>>>> references() {
        try {
            return (Collection) context.getServiceReferences(Supplier.class, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
