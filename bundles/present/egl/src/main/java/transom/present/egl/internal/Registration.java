package transom.present.egl.internal;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Scanout;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.Presenter;
import transom.present.egl.internal.view.Settings;
import transom.present.egl.internal.view.WindowPresenter;

/**
 * A {@link WindowPresenter} as a service, while there can be one: where there is no X server, or it has gone, it is looked for
 * every few seconds.
 */
final class Registration implements WindowPresenter.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EglPresenter.class);

    private static final long RETRY_SECONDS = 3;

    private final BundleContext context;
    private final List<Scanout> scanouts = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Settings settings;
    private WindowPresenter presenter;
    private ServiceRegistration<Presenter> service;
    private boolean allClosed;

    Registration(BundleContext context) {
        this.context = context;
    }

    void start(Config config) {
        try {
            settings = settings(config);
            open();
        } catch (IllegalArgumentException e) {
            LOG.error("no windows: {}", e.getMessage());
        } catch (WindowsUnavailableException e) {
            LOG.error("no windows: {}", e.getMessage());
            LOG.debug("why there are no windows", e);
            retry();
        }
    }

    private void open() throws WindowsUnavailableException {
        Settings now;
        synchronized (this) {
            now = settings;
        }
        WindowPresenter opened = WindowPresenter.start(now, this);
        synchronized (this) {
            if (closed.getCount() > 0) {
                presenter = opened;
                opened.settings(settings);
                scanouts.forEach(opened::add);
                service = context.registerService(Presenter.class, opened, properties());
                return;
            }
        }
        opened.close();
    }

    private void retry() {
        Thread thread = new Thread(this::tryAgain, "transom-present-retry");
        thread.setDaemon(true);
        thread.start();
    }

    private void tryAgain() {
        try {
            while (!closed.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                try {
                    open();
                    LOG.info("there are windows now");
                    return;
                } catch (WindowsUnavailableException e) {
                    LOG.debug("still no windows", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Presenter.CLOSED, allClosed);
        return properties;
    }

    /** Bad values leave what is running as it is. */
    void modify(Config config) {
        try {
            Settings changed = settings(config);
            synchronized (this) {
                settings = changed;
                if (presenter != null) {
                    presenter.settings(changed);
                }
            }
        } catch (IllegalArgumentException e) {
            LOG.error("nothing changed: {}", e.getMessage());
        }
    }

    private static Settings settings(Config config) {
        try {
            return Settings.parse(
                    config.filter(),
                    config.fullscreen(),
                    config.fullscreenKey(),
                    config.placement(),
                    config.graceMillis());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("configuration " + Config.PID + ": " + e.getMessage(), e);
        }
    }

    synchronized void add(Scanout scanout) {
        scanouts.add(scanout);
        if (presenter != null) {
            presenter.add(scanout);
        }
    }

    /** Not under the lock: the presenter's thread, which this waits for, may want it. */
    void remove(Scanout scanout) {
        synchronized (this) {
            scanouts.remove(scanout);
        }
        presenter().ifPresent(there -> there.remove(scanout));
    }

    synchronized Optional<WindowPresenter> presenter() {
        return Optional.ofNullable(presenter);
    }

    @Override
    public synchronized void allClosed(boolean nowClosed) {
        if (nowClosed != allClosed) {
            allClosed = nowClosed;
            if (service != null) {
                service.setProperties(properties());
            }
        }
    }

    @Override
    public void ended() {
        unregister();
        if (closed.getCount() > 0) {
            retry();
        }
    }

    private WindowPresenter unregister() {
        ServiceRegistration<Presenter> gone;
        WindowPresenter last;
        synchronized (this) {
            gone = service;
            service = null;
            last = presenter;
            presenter = null;
        }
        if (gone != null) {
            gone.unregister();
        }
        return last;
    }

    void close() {
        closed.countDown();
        WindowPresenter last = unregister();
        if (last != null) {
            last.close();
        }
    }
}
