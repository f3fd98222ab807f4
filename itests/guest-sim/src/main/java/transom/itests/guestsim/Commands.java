package transom.itests.guestsim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import transom.guestfb.wire.ProtocolException;
import transom.linux.EventLoop;

/** Reads commands, one a line, and answers each with one line of JSON. */
final class Commands {

    private static final String KNOWN = "freeze, resume, picture FILE, resize WxH, off, on, status, pace, quit";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Program program;
    private final EventLoop loop;
    private final PrintStream out;

    Commands(Program program, EventLoop loop, PrintStream out) {
        this.program = program;
        this.loop = loop;
        this.out = out;
    }

    /** Serves commands until there are no more, or {@code quit}. */
    void serve(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.trim().split("\\s+", 2);
            if (words[0].equals("quit")) {
                say(Map.of("ok", true, "command", "quit"));
                return;
            } else if (!words[0].isEmpty()) {
                answer(words[0], words.length > 1 ? words[1] : "");
            }
        }
    }

    private void answer(String command, String argument) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", true);
        answer.put("command", command);
        try {
            answer.putAll(run(command, argument));
        } catch (IllegalArgumentException | CompletionException | ProtocolException e) {
            answer.put("ok", false);
            answer.put(
                    "error",
                    e.getCause() == null ? e.getMessage() : e.getCause().toString());
        }
        say(answer);
    }

    private Map<String, Object> run(String command, String argument) {
        return switch (command) {
            case "freeze" -> await(program::freeze);
            case "off" -> await(() -> program.power(false));
            case "on" -> await(() -> program.power(true));
            case "resume" -> call(program::resume);
            case "picture" -> call(() -> program.picture(required(argument, "picture FILE")));
            case "resize" -> call(() -> program.resize(required(argument, "resize WxH")));
            case "pace" -> call(program::pace);
            case "status" -> call(program::status);
            default -> throw new IllegalArgumentException("unknown command '" + command + "'; known: " + KNOWN);
        };
    }

    private static String required(String argument, String usage) {
        if (argument.isBlank()) {
            throw new IllegalArgumentException("usage: " + usage);
        }
        return argument;
    }

    private <T> T call(Callable<T> task) {
        return loop.call(task, LIMIT);
    }

    private Map<String, Object> await(Callable<CompletableFuture<Map<String, Object>>> begin) {
        try {
            return call(begin).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** Prints one line of JSON. */
    synchronized void say(Map<String, Object> what) {
        out.println(Json.of(what));
        out.flush();
    }
}
