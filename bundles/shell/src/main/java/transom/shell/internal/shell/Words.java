package transom.shell.internal.shell;

import java.util.List;
import java.util.function.Function;
import transom.shell.internal.commands.Suggestions;

/** What several commands say alike. */
final class Words {

    static final String JSON = "--json";
    static final String JSON_MEANS = "as JSON, for programs";

    private Words() {}

    /** What an empty list means: nobody to ask, or nothing there. */
    static String nothing(List<?> services, String service, String nothing) {
        return services.isEmpty() ? "no " + service + " runs; see transom:status" : nothing;
    }

    /** The one of this name; the failure says which there are. */
    static <T> T pick(List<T> all, Function<T, String> name, String wanted, String what) {
        return all.stream()
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        unknown(all.stream().map(name).toList(), wanted, what)));
    }

    private static String unknown(List<String> names, String wanted, String what) {
        if (names.isEmpty()) {
            return "there is no " + what + " '" + wanted + "', nor any other";
        }
        List<String> near = Suggestions.near(wanted, names);
        return "there is no " + what + " '" + wanted + "'; "
                + (near.isEmpty()
                        ? "there are " + String.join(", ", names)
                        : "did you mean " + String.join(" or ", near) + "?");
    }

    /** The first of the services, or a failure that says that there is none. */
    static <T> T first(List<T> services, String service) {
        return services.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + service + " runs; see transom:status"));
    }
}
