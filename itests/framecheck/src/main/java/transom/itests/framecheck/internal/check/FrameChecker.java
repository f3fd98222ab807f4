package transom.itests.framecheck.internal.check;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import transom.guestfb.Scanout;

/**
 * Compares every frame of every scanout that it is given, on a thread of its own. Because it subscribes like a presenter,
 * a page flip waits until its frame was taken.
 *
 * <p><b>Owner:</b> who made it closes it. <b>Thread:</b> any.
 */
public final class FrameChecker implements AutoCloseable {

    private final List<ConnectorCheck> connectors = new CopyOnWriteArrayList<>();
    private final Semaphore due = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "framecheck");
    private volatile boolean closed;
    private boolean watching = true;

    public FrameChecker() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            due.acquireUninterruptibly();
            due.drainPermits();
            for (int i = 0; i < connectors.size(); i++) {
                connectors.get(i).turn();
            }
        }
    }

    /** Compares its frames from now on. */
    public synchronized void add(Scanout scanout) {
        connector(scanout.label()).begin(scanout, watching);
    }

    private ConnectorCheck connector(String device) {
        for (ConnectorCheck connector : connectors) {
            if (connector.device().equals(device)) {
                return connector;
            }
        }
        ConnectorCheck connector = new ConnectorCheck(device, due::release);
        connectors.add(connector);
        return connector;
    }

    /** When it returns, nothing of the scanout is used any more; what was found of it stays until {@link #reset}. */
    public synchronized void remove(Scanout scanout) {
        connectors.stream().filter(connector -> connector.shows(scanout)).forEach(ConnectorCheck::end);
    }

    /** Forgets what was found, and connectors that show nothing. */
    public synchronized void reset() {
        connectors.removeIf(connector -> connector.shows(null));
        connectors.forEach(ConnectorCheck::reset);
    }

    /** Looks at frames from now on, or leaves them alone so that flips need not wait for it. */
    public synchronized void watch(boolean wanted) {
        watching = wanted;
        connectors.forEach(wanted ? ConnectorCheck::watch : ConnectorCheck::ignore);
    }

    /** What was found, in the order of the devices. */
    public List<Findings> findings() {
        return connectors.stream()
                .map(ConnectorCheck::findings)
                .sorted(Comparator.comparing(Findings::device))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        due.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connectors.forEach(ConnectorCheck::end);
    }
}
