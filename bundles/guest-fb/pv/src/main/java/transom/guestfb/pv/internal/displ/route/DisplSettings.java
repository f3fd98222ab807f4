package transom.guestfb.pv.internal.displ.route;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import transom.guestfb.Route;

/**
 * Checked configuration of displays.
 *
 * @param routes those that may be taken
 * @param allocators names in the order of preference; empty for the default order
 * @param refreshHz flips that a connector completes in a second, at most
 * @param bufferBytes memory of one guest's buffers, at most
 * @param side pixels of a side, at most
 */
public record DisplSettings(Set<Route> routes, List<String> allocators, int refreshHz, int bufferBytes, int side) {

    /** Those that a display's pixels can take. */
    private static final Set<Route> ROUTES = EnumSet.of(Route.BACK_GRANT, Route.FRONT_EXPORT, Route.UPLOAD);

    /** Neither GL nor X takes wider pictures. */
    private static final int MAX_SIDE = 16384;

    private static final int MAX_MIB = 2047;
    private static final int MAX_HZ = 1000;

    /** Everything is allowed. */
    public static final DisplSettings DEFAULT = of("", "", 60, 256);

    public DisplSettings {
        routes = Set.copyOf(routes);
        allocators = List.copyOf(allocators);
    }

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public static DisplSettings of(String routes, String allocators, int refreshHz, int bufferMib) {
        check("refresh.hz", refreshHz, MAX_HZ);
        check("max.buffer.mib", bufferMib, MAX_MIB);
        return new DisplSettings(routes(routes), words(allocators), refreshHz, bufferMib << 20, MAX_SIDE);
    }

    private static Set<Route> routes(String text) {
        Set<Route> allowed = new LinkedHashSet<>();
        for (String word : words(text)) {
            allowed.add(ROUTES.stream()
                    .filter(route -> route.label().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("transom.guestfb.pv: routes names '" + word
                            + "'; set a comma separated list of " + labels() + ", or leave it out for all")));
        }
        return allowed.isEmpty() ? ROUTES : allowed;
    }

    private static String labels() {
        return ROUTES.stream().map(Route::label).collect(Collectors.joining(", "));
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    private static void check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("transom.guestfb.pv: " + field + " is " + value
                    + "; set a number from 1 to " + most + ", or leave it out for the default");
        }
    }

    /** How long a picture is shown at least, in nanoseconds. */
    public long refreshNanos() {
        return 1_000_000_000L / refreshHz;
    }
}
