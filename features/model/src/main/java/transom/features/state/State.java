package transom.features.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is on disk.
 *
 * @param base which product the generations belong to
 * @param current what starts next time
 * @param earlier what can be gone back to, the latest first
 * @param history the oldest first
 */
public record State(String base, Generation current, List<Generation> earlier, List<Happened> history) {

    /** Generations that can be gone back to, at most. */
    static final int MOST_EARLIER = 8;

    /** Lines of history, at most. */
    static final int MOST_HISTORY = 200;

    public State {
        earlier = List.copyOf(earlier.subList(0, Math.min(earlier.size(), MOST_EARLIER)));
        history = List.copyOf(history.subList(Math.max(0, history.size() - MOST_HISTORY), history.size()));
    }

    /** Before the first update of a product. */
    public static State shipped(String base) {
        return new State(base, Generation.SHIPPED, List.of(), List.of());
    }

    /** After something that changed nothing. */
    public State with(Happened line) {
        List<Happened> lines = new ArrayList<>(history);
        lines.add(line);
        return new State(base, current, earlier, lines);
    }

    /**
     * After an update.
     *
     * @param before the current generation, with the jars that it needs to be gone back to
     */
    public State advanced(Generation before, List<Replacement> replacements, Happened line) {
        List<Generation> generations = new ArrayList<>(List.of(before));
        generations.addAll(earlier);
        long number = Math.max(before.number(), highest()) + 1;
        return new State(base, new Generation(number, replacements), generations, history).with(line);
    }

    /** After going back to the latest of the earlier ones. */
    public State back(Happened line) {
        return new State(base, earlier.get(0), earlier.subList(1, earlier.size()), history).with(line);
    }

    private long highest() {
        return earlier.stream().mapToLong(Generation::number).max().orElse(0);
    }
}
