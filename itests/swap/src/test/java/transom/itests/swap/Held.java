package transom.itests.swap;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the product holds at one moment: how much of each thing, by the thing's name.
 *
 * @param swaps so many were done before
 */
record Held(int swaps, SortedMap<String, Long> amounts) {

    /** Of something: 0 if nobody saw any. */
    long of(String what) {
        return amounts.getOrDefault(what, 0L);
    }

    /** The less of both, thing by thing: what is held for a moment only, e.g. a connection of the shell, is in one of them. */
    Held least(Held other) {
        SortedMap<String, Long> least = new TreeMap<>();
        amounts.keySet().stream()
                .filter(other.amounts::containsKey)
                .forEach(what -> least.put(what, Math.min(of(what), other.of(what))));
        return new Held(swaps, least);
    }

    /** One more of something. */
    static void count(SortedMap<String, Long> amounts, String what) {
        add(amounts, what, 1);
    }

    /** So many more of something. */
    static void add(SortedMap<String, Long> amounts, String what, long amount) {
        amounts.merge(what, amount, Long::sum);
    }
}
