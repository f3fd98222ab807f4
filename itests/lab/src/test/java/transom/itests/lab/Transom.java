package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;

/** The Transom in dom0, through its shell. */
final class Transom {

    /** The pid of its JVM, as a shell expression of dom0: it writes it when it is ready. */
    static final String JVM = "$(cat /run/transom/ready)";

    private Transom() {}

    /** Runs a command and returns what it printed. */
    static String shell(String command) {
        return Lab.lab("shell", command).expectSuccess().output().strip();
    }

    /** Of a client whose shell was stopped, because it is among what is replaced. */
    private static final String SHELL_ENDED = "Transom ended while the command ran";

    /** Runs a command that replaces bundles, the shell perhaps among them, and says what came of it, whatever that was. */
    static Lab.Result update(String command) {
        var said = Lab.lab("shell", command);
        if (!said.output().contains(SHELL_ENDED)) {
            return said;
        }
        DrawingGuests.awaitShell();
        return Lab.lab("shell", "transom:outcome");
    }

    /** The rows of a command that lists something. */
    static List<JsonObject> rows(String command) {
        var text = shell(command + " --json");
        // ssh may have said something before it.
        var list = text.substring(Math.max(0, text.indexOf('[')));
        try (var reader = Json.createReader(new StringReader(list))) {
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

    /** Who made the buffers of a guest that there are now, each once; none if the guest made them. */
    static List<String> allocatorsOf(String domain) {
        return rows("gem:list").stream()
                .filter(row -> row.getString("name", "").contains("vdispl/" + domain + "/"))
                .map(row -> row.getString("allocator"))
                .distinct()
                .toList();
    }

    /** Sets a value of the guests' backend's configuration; an empty one restores its default. */
    static void configure(String name, String value) {
        shell("transom:config transom.guestfb.pv " + name + "=" + value);
    }
}
