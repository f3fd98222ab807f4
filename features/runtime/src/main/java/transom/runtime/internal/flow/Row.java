package transom.runtime.internal.flow;

import java.util.List;
import java.util.Map;

/**
 * A counter of frames with what belongs to it: a display as a guest is served it, or as a presenter shows it.
 *
 * @param by {@value #GUEST}, or a presenter's name
 * @param bundle who counts
 * @param state of the display, empty if it is well; for presenters empty
 * @param nanos when the last of the frames were, the oldest first; empty if whoever counts does not know
 */
record Row(String display, String by, long bundle, long frames, String state, List<Long> nanos) {

    static final String GUEST = "guest";

    static Row ofDisplay(Map<String, Object> row) {
        return new Row(
                row.get("label").toString(),
                GUEST,
                (Long) row.get("bundle"),
                (Long) row.get("frames"),
                state(row),
                nanos(row));
    }

    private static String state(Map<String, Object> row) {
        if (!row.get("fault").toString().isEmpty()) {
            return "has a fault: " + row.get("fault");
        } else if (!"CONNECTED".equals(row.get("frontend")) || !"CONNECTED".equals(row.get("backend"))) {
            return "is not connected: frontend " + row.get("frontend") + ", backend " + row.get("backend");
        }
        return row.get("mode").toString().isEmpty() ? "shows nothing" : "";
    }

    static Row ofPresentation(Map<String, Object> row) {
        return new Row(
                row.get("label").toString(),
                row.get("presenter").toString(),
                (Long) row.get("bundle"),
                (Long) row.get("frames"),
                "",
                nanos(row));
    }

    /** A version of the bundle that counts may be there which does not tell. */
    @SuppressWarnings("unchecked")
    private static List<Long> nanos(Map<String, Object> row) {
        return (List<Long>) row.getOrDefault("nanos", List.of());
    }

    /** Which stream of frames it belongs to, whoever counts. */
    Key key() {
        return new Key(display, by);
    }

    /** A display, seen by somebody. */
    record Key(String display, String by) {}
}
