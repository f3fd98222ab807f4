package transom.launcher.shell;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The shell of a Transom whose bundles are replaced meanwhile, perhaps those of the shell, too: it does not listen for a
 * moment, or listens and does not know all commands yet, because its bundles start one after the other.
 *
 * <p><b>Owner:</b> who made it closes it. <b>Thread:</b> one at a time.
 */
public final class ReturningShell implements Closeable {

    /** Of the shell, for a command that there is not. */
    private static final int CALLED_WRONGLY = 2;

    private static final Duration STEP = Duration.ofMillis(50);

    private final Path socket;
    private final Duration limit;
    private final Runnable check;
    private ShellClient client;

    /**
     * Connects with the first command.
     *
     * @param limit for a shell to come back
     * @param check throws if there is nothing to wait for any more
     */
    public ReturningShell(Path socket, Duration limit, Runnable check) {
        this.socket = socket;
        this.limit = limit;
        this.check = check;
    }

    /**
     * What a command came to.
     *
     * @param status 0 well, 1 it failed
     */
    public record Answer(int status, String output, String errors) {}

    /** Runs a command that may run twice: it is given again until a shell knows and answers it. Fails if none does in time. */
    public Answer ask(String line) throws IOException {
        return ask(line, line);
    }

    /**
     * Runs a command that must not run twice, and that may end the connection by replacing the shell.
     *
     * @param outcome a command that says then what it came to
     */
    public Answer ask(String line, String outcome) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        String next = line;
        String why;
        do {
            check.run();
            try {
                connect();
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
                continue;
            }
            try {
                Answer answer = once(next);
                if (answer.status() != CALLED_WRONGLY) {
                    return answer;
                }
                why = answer.errors().strip();
            } catch (IOException e) {
                next = outcome;
                why = String.valueOf(e.getMessage());
            }
            close();
        } while (isPauseOver(end));
        throw new IOException("no shell that knows '" + next + "' within " + limit.toMillis() + " ms: " + why);
    }

    /** False when it is too late for another try. */
    private static boolean isPauseOver(long end) {
        LockSupport.parkNanos(STEP.toNanos());
        return System.nanoTime() - end < 0;
    }

    private void connect() throws IOException {
        if (client == null) {
            client = ShellClient.connect(socket);
        }
    }

    private Answer once(String line) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = client.execute(line, output, errors);
        return new Answer(status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
