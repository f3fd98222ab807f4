package transom.features.state;

import java.util.List;
import java.util.Optional;

/**
 * What ran well together: the product as it was shipped, but for these bundles.
 *
 * @param number 0 as shipped, then counted up by updates
 */
public record Generation(long number, List<Replacement> replacements) {

    /** No update yet. */
    public static final Generation SHIPPED = new Generation(0, List.of());

    public Generation {
        replacements = List.copyOf(replacements);
    }

    /** What it has instead of the shipped bundle of this name. */
    public Optional<Replacement> of(String name) {
        return replacements.stream()
                .filter(replacement -> replacement.name().equals(name))
                .findFirst();
    }
}
