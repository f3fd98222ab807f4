package transom.launcher.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The conversation: line editing, history and completion here, everything else over there. */
final class Interactive {

    private Interactive() {}

    static int talk(ShellClient client) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
            LineReader reader = reader(client, terminal);
            terminal.writer().println("Transom's shell: help lists the commands, exit or ctrl-D leaves.");
            int status = 0;
            while (true) {
                String line = readLine(reader);
                if (line == null || line.equals("exit")) {
                    return status;
                }
                if (!line.isEmpty()) {
                    status = client.execute(line, System.out, System.err);
                }
            }
        }
    }

    private static String readLine(LineReader reader) {
        try {
            return reader.readLine("transom> ").strip();
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    private static LineReader reader(ShellClient client, Terminal terminal) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("transom")
                .variable(LineReader.HISTORY_FILE, history())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .completer((reader, line, candidates) -> {
                    try {
                        client.complete(line.line().substring(0, line.cursor()))
                                .forEach(word -> candidates.add(new Candidate(word)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .build();
    }

    private static Path history() {
        String state = System.getenv().getOrDefault("XDG_STATE_HOME", "");
        return (state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local/state") : Path.of(state))
                .resolve("transom/history");
    }
}
