package transom.present.egl.internal.view;

import static org.lwjgl.glfw.GLFW.glfwPostEmptyEvent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Scanout;
import transom.present.egl.internal.window.GuestWindow;

/** All views of the render thread. <b>Thread:</b> render, where nothing else is said. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final List<ScanoutView> views = new CopyOnWriteArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Surroundings surroundings;
    private final WindowPresenter.Listener listener;
    private volatile Settings settings;
    private boolean open = true;

    Desk(Surroundings surroundings, Settings settings, WindowPresenter.Listener listener) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.listener = listener;
    }

    /** Makes the render thread take a turn; calls until it does are one. <b>Thread:</b> any. Does not allocate. */
    void wake() {
        if (!woken.getAndSet(true)) {
            synchronized (this) {
                if (open) {
                    glfwPostEmptyEvent();
                }
            }
        }
    }

    /**
     * What is due: the memory that guests have given up, then one frame a view, so that no guest waits for more than one
     * drawing of each other's. Does not allocate.
     */
    void turn() {
        woken.set(false);
        for (int i = 0; i < views.size(); i++) {
            views.get(i).letGo();
        }
        for (int i = 0; i < views.size(); i++) {
            ScanoutView view = views.get(i);
            if (view.isClosedByPerson() && view.picture() != null) {
                hide(view);
            } else {
                view.turn();
            }
        }
    }

    private void hide(ScanoutView view) {
        view.close("closed by the person");
        LOG.info(
                "{} '{}': window closed", view.scanout().label(), view.scanout().guestName());
        if (views.stream().allMatch(ScanoutView::isClosedByPerson)) {
            listener.allClosed(true);
        }
    }

    void add(Scanout scanout) {
        ScanoutView view = new ScanoutView(scanout, this);
        views.add(view);
        view.open();
        listener.allClosed(false);
    }

    void remove(Scanout scanout) {
        for (ScanoutView view : views) {
            if (view.scanout() == scanout) {
                views.remove(view);
                view.close("gone");
            }
        }
    }

    /** Opens the windows again that the person has closed. @return how many */
    int show() {
        int opened = 0;
        for (ScanoutView view : views) {
            if (view.isClosedByPerson()) {
                view.open();
                opened++;
            }
        }
        if (opened > 0) {
            listener.allClosed(false);
        }
        return opened;
    }

    Picture picture(ScanoutView view, int width, int height) {
        Settings now = settings;
        boolean tile = now.placement() == Settings.Placement.TILE
                || now.placement() == Settings.Placement.AUTO && GuestWindow.tilingIsOurs(surroundings.desktop());
        int version = surroundings.probe().version();
        GuestWindow window = new GuestWindow(surroundings.desktop(), version, view.title(), width, height, tile, view);
        try {
            Picture picture = new Picture(window, surroundings, this::wake);
            if (now.fullscreen()) {
                window.toggleFullscreen();
            }
            return picture;
        } catch (RuntimeException e) {
            window.close();
            throw e;
        }
    }

    /** <b>Thread:</b> any. */
    List<ScanoutView> views() {
        return views;
    }

    /** <b>Thread:</b> any. */
    Settings settings() {
        return settings;
    }

    /** Windows that are there take over what they can. <b>Thread:</b> any. */
    void settings(Settings changed) {
        settings = changed;
    }

    /** Closes all windows; from now on {@link #wake} does nothing. */
    void close() {
        for (ScanoutView view : views) {
            view.close("presenter stopped");
        }
        views.clear();
        synchronized (this) {
            open = false;
        }
    }
}
