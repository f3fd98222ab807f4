package transom.runtime.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Puts bundles in an order: who serves comes before who is served. */
final class Order {

    private Order() {}

    /**
     * Those who use nobody of the rest first. Where they use each other in a circle, the order that they came in.
     *
     * @param uses whether the first uses a service of the second
     */
    static <T> List<T> providersFirst(List<T> things, BiPredicate<T, T> uses) {
        List<T> ordered = new ArrayList<>();
        Set<T> rest = new LinkedHashSet<>(things);
        while (!rest.isEmpty()) {
            T next = rest.stream()
                    .min(Comparator.comparingLong(thing -> rest.stream()
                            .filter(other -> other != thing && uses.test(thing, other))
                            .count()))
                    .orElseThrow();
            ordered.add(next);
            rest.remove(next);
        }
        return ordered;
    }
}
