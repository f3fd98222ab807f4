package transom.itests.framecheck.internal.shell;

import java.util.List;
import transom.gem.Allocator;

/** What people name in a command. */
final class Chosen {

    private Chosen() {}

    static Allocator allocator(List<Allocator> allocators, String name) {
        return allocators.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no allocator '" + name + "'; there are "
                        + allocators.stream().map(Allocator::name).toList()));
    }
}
