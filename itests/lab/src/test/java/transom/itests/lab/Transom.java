package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;

/** The Transom in dom0, through its shell. */
final class Transom {

    private Transom() {}

    /** Runs a command and returns what it printed. */
    static String shell(String command) {
        return Lab.lab("shell", command).expectSuccess().output().strip();
    }

    /** The rows of a command that lists something. */
    static List<JsonObject> rows(String command) {
        var text = shell(command + " --json");
        // Programs that the shell starts may say something on the other stream first.
        try (var reader = Json.createReader(new StringReader(text.substring(Math.max(0, text.indexOf('['))))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    /** The rows about one display. */
    static List<JsonObject> rows(String command, String device) {
        return rows(command).stream()
                .filter(row -> row.getString("device").equals(device))
                .toList();
    }

    /** The one row about a display. */
    static JsonObject row(String command, String device) {
        var found = rows(command, device);
        assertThat(found).as("rows of %s in %s", device, command).hasSize(1);
        return found.get(0);
    }

    /** Sets a value of the guests' backend's configuration; an empty one restores its default. */
    static void configure(String name, String value) {
        shell("transom:config transom.guestfb.pv " + name + "=" + value);
    }
}
