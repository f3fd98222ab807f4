package transom.present.egl.internal.view;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.guestfb.Scanout;
import transom.lwjgl.window.Windows;

/** All views of the render thread. <b>Thread:</b> render, where nothing else is said. */
final class Desk {

    private final List<ScanoutView> views = new CopyOnWriteArrayList<>();
    private final Surroundings surroundings;
    private final Pictures pictures;
    private final Claims claims = new Claims();
    private final Runnable wake;
    private final WindowPresenter.Listener listener;
    private volatile Settings settings;
    private boolean allHidden;

    /** @param wake makes the render thread take a turn */
    Desk(Surroundings surroundings, Settings settings, Runnable wake, WindowPresenter.Listener listener) {
        this.surroundings = surroundings;
        this.pictures = new Pictures(surroundings, wake);
        this.settings = settings;
        this.wake = wake;
        this.listener = listener;
    }

    /** Makes the render thread take a turn. <b>Thread:</b> any. Does not allocate. */
    void wake() {
        wake.run();
    }

    /**
     * What is due: the memory that guests have given up, then one frame a view, so that no guest waits for more than one
     * drawing of each other's. Does not allocate.
     *
     * @return nanoseconds after which it wants another turn
     */
    long turn() {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).letGo();
        }
        boolean hidden = !views.isEmpty();
        for (int i = 0; i < views.size(); i++) {
            views.get(i).turn();
            hidden &= views.get(i).isHidden();
        }
        if (hidden != allHidden && !views.isEmpty()) {
            allHidden = hidden;
            listener.allClosed(hidden);
        }
        long left = Math.min(claims.turn(views), pictures.tick());
        for (int i = 0; i < views.size(); i++) {
            left = Math.min(left, views.get(i).turns().left());
        }
        return left;
    }

    void add(Scanout scanout) {
        views.add(new ScanoutView(scanout, this));
        allHidden = false;
        listener.allClosed(false);
    }

    void remove(Scanout scanout) {
        for (ScanoutView view : views) {
            if (view.scanout() == scanout) {
                views.remove(view);
                view.close();
            }
        }
    }

    /** Opens the windows again that the person has closed. @return how many */
    int show() {
        int opened = 0;
        for (ScanoutView view : views) {
            opened += view.unhide() ? 1 : 0;
        }
        return opened;
    }

    /** <b>Owner:</b> who takes one there closes it or gives it back. */
    Pictures pictures() {
        return pictures;
    }

    Windows windows() {
        return surroundings.windows();
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

    /** Leaves all windows. */
    void close() {
        views.forEach(ScanoutView::close);
        views.clear();
        pictures.close();
    }
}
