package transom.guestfb;

import java.util.List;

/** The route a connector takes, and why not one of the routes above it. */
public record RouteChoice(Route chosen, List<Refusal> refused) {

    public RouteChoice {
        refused = List.copyOf(refused);
    }

    /** A route that was not possible. */
    public record Refusal(Route route, String reason) {}
}
