package transom.itests.guestsim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a guest shows, by whichever protocol. <b>Thread:</b> the guest's loop. */
interface Screen {

    /** Draws the first frame, and then one after the other while a backend is connected. */
    void start(Runnable done);

    /** Draws no more frames. */
    void freeze();

    void resume();

    /** Whether the backend has read, or shown, everything that there was to say. */
    boolean isConsumed();

    /** Writes what the screen should show, as a screen shows it. */
    void picture(Path file) throws IOException;

    /** Another size. */
    void resize(int width, int height);

    /** Switches the screen off, or on again. */
    void power(boolean on);

    /** How evenly its frames were served since this was asked last. */
    Map<String, Object> pace();

    /** How it is. */
    void describe(Map<String, Object> status);
}
