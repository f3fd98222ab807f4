package transom.runtime.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static List<String> order(Map<String, Set<String>> uses, String... names) {
        return Order.providersFirst(
                List.of(names),
                (user, provider) -> uses.getOrDefault(user, Set.of()).contains(provider));
    }

    @Test
    void whoServesComesFirst() {
        Map<String, Set<String>> uses = Map.of("present", Set.of("pv", "gem"), "pv", Set.of("gem", "xen"));

        assertThat(order(uses, "present", "pv", "xen", "gem")).containsExactly("xen", "gem", "pv", "present");
    }

    @Test
    void aCircleHasAnOrderToo() {
        assertThat(order(Map.of("a", Set.of("b"), "b", Set.of("a")), "a", "b", "c"))
                .containsExactly("c", "a", "b");
    }
}
