package transom.runtime.internal.flow;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import transom.runtime.Updates.Gap;

/** The counters of everything, as they were read last, and when they moved. <b>Thread:</b> any. */
final class Flow {

    private final Map<Row.Key, transom.runtime.internal.flow.Stream> streams = new HashMap<>();
    private List<Row> displays = List.of();
    private List<Row> presentations = List.of();
    private boolean seenDisplays;
    private boolean seenPresentations;

    synchronized void displays(List<Row> rows, long now) {
        displays = rows;
        seenDisplays = true;
        count(rows, now);
    }

    synchronized void presentations(List<Row> rows, long now) {
        presentations = rows;
        seenPresentations = true;
        count(rows, now);
    }

    private void count(List<Row> rows, long now) {
        for (Row row : rows) {
            streams.computeIfAbsent(row.key(), key -> new transom.runtime.internal.flow.Stream())
                    .sample(row, now);
        }
        notifyAll();
    }

    /** Whether everything was looked at once. */
    synchronized boolean isSeen() {
        return seenDisplays && seenPresentations;
    }

    /** Waits for another look, at most that long. */
    synchronized void awaitSample(long nanos) throws InterruptedException {
        long millis = Math.max(1, nanos / 1_000_000);
        wait(millis);
    }

    synchronized List<Row> rows() {
        return Stream.concat(displays.stream(), presentations.stream()).toList();
    }

    /** Streams with frames in that time. */
    synchronized Set<Row.Key> flowing(long from, long to) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getValue().isFlowing(from, to))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    synchronized boolean hasFrameAfter(Row.Key key, long nanos) {
        return streams.containsKey(key) && streams.get(key).hasFrameAfter(nanos);
    }

    /** Of all streams that flowed before {@code from}. */
    synchronized List<Gap> gaps(long from) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getValue().isFlowing(Long.MIN_VALUE, from))
                .map(entry -> entry.getValue().gap(entry.getKey(), from))
                .sorted(Comparator.comparing(Gap::display).thenComparing(Gap::by))
                .toList();
    }
}
