package transom.present.egl.internal.view;

import transom.present.egl.internal.image.Importing;
import transom.present.egl.internal.window.Desktop;
import transom.present.egl.internal.window.Probe;

/** What all views share on the render thread. */
record Surroundings(Desktop desktop, Probe probe) {

    Importing importing() {
        return probe.importing();
    }
}
