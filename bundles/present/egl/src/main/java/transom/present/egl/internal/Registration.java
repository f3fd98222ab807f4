package transom.present.egl.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.Presenter;
import transom.present.egl.internal.view.Settings;
import transom.present.egl.internal.view.WindowPresenter;

/** A {@link WindowPresenter} as a service, from its start until it is closed or its thread ends. */
final class Registration implements WindowPresenter.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EglPresenter.class);

    private final BundleContext context;
    private WindowPresenter presenter;
    private ServiceRegistration<Presenter> service;
    private boolean allClosed;

    Registration(BundleContext context) {
        this.context = context;
    }

    void start(Config config) {
        try {
            presenter = WindowPresenter.start(settings(config), this);
            register();
        } catch (IllegalArgumentException e) {
            LOG.error("no windows: {}", e.getMessage());
        } catch (WindowsUnavailableException e) {
            LOG.error("no windows: {}", e.getMessage());
            LOG.debug("why there are no windows", e);
        }
    }

    private synchronized void register() {
        service = context.registerService(Presenter.class, presenter, properties());
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
            if (presenter != null) {
                presenter.settings(changed);
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

    Optional<WindowPresenter> presenter() {
        return Optional.ofNullable(presenter);
    }

    @Override
    public synchronized void allClosed(boolean closed) {
        if (closed != allClosed) {
            allClosed = closed;
            if (service != null) {
                service.setProperties(properties());
            }
        }
    }

    @Override
    public void ended() {
        unregister();
    }

    private void unregister() {
        ServiceRegistration<Presenter> gone;
        synchronized (this) {
            gone = service;
            service = null;
        }
        if (gone != null) {
            gone.unregister();
        }
    }

    void close() {
        unregister();
        if (presenter != null) {
            presenter.close();
        }
    }
}
