package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParsingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Path;
import transom.features.UserError;
import transom.launcher.JavaProcess;

/** A simulated guest in a process of its own; it takes a command a line and answers each with a line of JSON. */
final class GuestProcess {

    private final String name;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private GuestProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Starts it; it ends when this process does, because its standard input ends then. */
    static GuestProcess start(Plan plan, Path simulator, int index, Children children) throws IOException {
        String name = plan.guestName(index);
        ProcessBuilder builder = JavaProcess.of(
                plan.home().resolve("guest-sim") + "/*",
                "transom.itests.guestsim.Main",
                "--control",
                simulator.toString(),
                "--name",
                name,
                "--protocol",
                plan.protocol(index),
                "--size",
                plan.size(),
                "--depth",
                Integer.toString(plan.depth()));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new GuestProcess(name, children.add(builder.start()));
    }

    String name() {
        return name;
    }

    /** Waits until the guest has booted. */
    void awaitReady() throws IOException {
        answer("start");
    }

    /** Lets it do something; its status after that. */
    JsonObject tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        JsonObject answer = answer(command);
        if (!answer.getBoolean("ok", false)) {
            throw new UserError("guest " + name + ": " + command + ": " + answer.getString("error", "it refuses"));
        }
        return answer;
    }

    private JsonObject answer(String command) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new UserError("guest " + name + " ended at '" + command + "'; it says why above");
        }
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        } catch (JsonParsingException e) {
            throw new UserError("guest " + name + " answers '" + command + "' with '" + line + "'");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
