package transom.bench.routes;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running lab, by the commands that a person types. */
final class LabMachine {

    private final String script;

    /** @param script that {@code ./transom} is */
    LabMachine(String script) {
        this.script = script;
    }

    /** Fails, with all that the command said, unless it exits with 0. */
    String lab(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script, "lab"));
        command.addAll(List.of(words));
        // A file and no pipe: what a command leaves running in the background may hold a pipe open.
        Path output = Files.createTempFile("bench-lab", ".out");
        try {
            int status = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " exited with " + status + ":\n" + said);
            }
            return said;
        } finally {
            Files.delete(output);
        }
    }

    String dom0(String line) throws IOException, InterruptedException {
        return lab("run", line).strip();
    }

    /** A command of the Transom in dom0. */
    String shell(String command) throws IOException, InterruptedException {
        return lab("shell", command);
    }

    /** The row of a listing about one display. */
    JsonObject row(String command, String device) throws IOException, InterruptedException {
        String text = shell(command + " --json");
        try (JsonReader reader = Json.createReader(new StringReader(text.substring(Math.max(0, text.indexOf('[')))))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(row -> row.getString("device").equals(device))
                    .findFirst()
                    .orElseThrow(() -> new IOException(device + " is not in " + command + ": " + text));
        }
    }

    /** Ends a guest, if it is there. */
    void destroy(String guest) throws IOException, InterruptedException {
        dom0("! xl domid " + guest + " 2>/dev/null || xl destroy " + guest);
    }

    /** {@code NAME=VALUE} in a line. */
    static String value(String line, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=(\\S+)").matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("there is no " + name + " in '" + line + "'");
        }
        return found.group(1);
    }
}
