package transom.itests.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulated guest in a process of its own. <b>Owner:</b> who started it; closing it destroys the domain. */
public final class GuestUnderTest implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final int domid;
    private final boolean displif;

    private GuestUnderTest(String name, boolean displif, Process process) throws IOException {
        this.name = name;
        this.displif = displif;
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
        this.domid = Math.toIntExact(number(line(), "domid"));
    }

    /** Starts it and waits until it has booted. Further options are those of the program guest-sim. */
    public static GuestUnderTest start(Path simulator, String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--control", simulator.toString(), "--name", name));
        arguments.addAll(List.of(options));
        try {
            return new GuestUnderTest(
                    name,
                    arguments.contains("displif"),
                    Dist.guestJvm("transom.itests.guestsim.Main", arguments).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it do something; its status after that, a line of JSON. */
    public String tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = line();
            if (!answer.contains("\"ok\":true") && !answer.contains("\"ok\": true")) {
                throw new IllegalStateException("guest " + name + ": " + command + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("guest " + name + " ended");
        }
        return line;
    }

    /** A number of its status. */
    public long number(String field) {
        return number(tell("status"), field);
    }

    /** A number in an answer. */
    public static long number(String answer, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\": ?(-?\\d+)").matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + field + " in " + answer);
        }
        return Long.parseLong(matcher.group(1));
    }

    public String name() {
        return name;
    }

    public int domid() {
        return domid;
    }

    /** Its display as people see it. */
    public String device() {
        return "dom" + domid + (displif ? "/vdispl0:0" : "/vfb0");
    }

    @Override
    public void close() {
        try {
            commands.close();
            process.waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
