package transom.present.egl.internal.view;

import transom.lwjgl.window.Windows;
import transom.present.egl.internal.image.Importing;
import transom.present.egl.internal.window.Probe;

/** What all views share on the render thread. */
record Surroundings(Windows windows, Probe probe) {

    Importing importing() {
        return probe.importing();
    }
}
