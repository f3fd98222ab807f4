package transom.present.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.guestfb.InputSink;

/** Keeps what the person did, as text. */
final class RecordedInput implements InputSink {

    private final List<String> events = new CopyOnWriteArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void key(int code, boolean pressed) {
        events.add("key " + code + (pressed ? " down" : " up"));
    }

    @Override
    public void pointer(int x, int y) {
        events.add("pointer " + x + "," + y);
    }

    @Override
    public void wheel(int notches) {
        events.add("wheel " + notches);
    }

    @Override
    public void releaseAll() {
        events.add("releaseAll");
    }
}
