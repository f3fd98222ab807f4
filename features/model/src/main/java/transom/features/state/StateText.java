package transom.features.state;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import transom.features.JsonText;

/** {@link State} as JSON. A field that is missing, or of another kind, is an exception of the JSON library's. */
final class StateText {

    /** Of the format; a reader of another one leaves the file alone. */
    static final int VERSION = 1;

    private StateText() {}

    static String of(State state) {
        JsonArrayBuilder earlier = JsonText.PROVIDER.createArrayBuilder();
        state.earlier().forEach(generation -> earlier.add(json(generation)));
        JsonArrayBuilder history = JsonText.PROVIDER.createArrayBuilder();
        state.history().forEach(line -> history.add(json(line)));
        return JsonText.pretty(JsonText.PROVIDER
                .createObjectBuilder()
                .add("version", VERSION)
                .add("base", state.base())
                .add("current", json(state.current()))
                .add("earlier", earlier)
                .add("history", history)
                .build());
    }

    private static JsonObjectBuilder json(Generation generation) {
        JsonArrayBuilder bundles = JsonText.PROVIDER.createArrayBuilder();
        generation
                .replacements()
                .forEach(replacement -> bundles.add(JsonText.PROVIDER
                        .createObjectBuilder()
                        .add("name", replacement.name())
                        .add("version", replacement.version())
                        .add("sha256", replacement.sha256())));
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("number", generation.number())
                .add("bundles", bundles);
    }

    private static JsonObjectBuilder json(Happened line) {
        return JsonText.PROVIDER
                .createObjectBuilder()
                .add("when", line.when().toString())
                .add("what", line.what())
                .add("outcome", line.outcome().name())
                .add("why", line.why());
    }

    /** The version that the text says it has. */
    static int version(JsonObject json) {
        return json.getInt("version");
    }

    static State parse(JsonObject json) {
        return new State(
                json.getString("base"),
                generation(json.getJsonObject("current")),
                json.getJsonArray("earlier").getValuesAs(JsonObject.class).stream()
                        .map(StateText::generation)
                        .toList(),
                json.getJsonArray("history").getValuesAs(JsonObject.class).stream()
                        .map(StateText::line)
                        .toList());
    }

    private static Generation generation(JsonObject json) {
        List<Replacement> bundles = json.getJsonArray("bundles").getValuesAs(JsonObject.class).stream()
                .map(bundle -> new Replacement(
                        bundle.getString("name"), bundle.getString("version"), bundle.getString("sha256")))
                .toList();
        return new Generation(json.getJsonNumber("number").longValueExact(), bundles);
    }

    private static Happened line(JsonObject json) {
        return new Happened(
                Instant.parse(json.getString("when")),
                json.getString("what"),
                Happened.Outcome.valueOf(json.getString("outcome")),
                json.getString("why"));
    }
}
