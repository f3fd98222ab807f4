package transom.present.egl.internal.view;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class Told implements WindowPresenter.Listener {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void allClosed(boolean closed) {
        told.add(closed ? "closed" : "open");
    }

    @Override
    public void ended() {
        told.add("ended");
    }

    List<String> told() {
        return told;
    }
}
