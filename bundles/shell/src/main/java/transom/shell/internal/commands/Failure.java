package transom.shell.internal.commands;

import java.io.IOException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;

/** Why a line failed, for people, and the exit status: 1 the command failed, 2 it was called wrongly. */
public record Failure(String message, int status) {

    /** What to say of a failure of {@code line}. */
    public static Failure of(Exception failure, String line, CommandTable table) {
        if (failure instanceof CommandNotFoundException unknown) {
            return new Failure(Suggestions.unknownCommand(unknown.getCommand(), table), 2);
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof IllegalArgumentException && message.startsWith("Cannot coerce")) {
            return wrongArguments(line, table);
        } else if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
            return new Failure(message, 1);
        } else if (failure instanceof IOException) {
            return new Failure(failure.getClass().getSimpleName() + ": " + message, 1);
        }
        return new Failure(failure.getClass().getName().startsWith("transom.") ? message : failure.toString(), 1);
    }

    private static Failure wrongArguments(String line, CommandTable table) {
        String word = line.strip().split("\\s+", 2)[0];
        return table.find(word)
                .map(command -> new Failure(
                        "'" + line.strip() + "': " + command.name() + " does not take these arguments\n"
                                + Help.of(command),
                        2))
                .orElse(new Failure("'" + line.strip() + "' has wrong arguments; see: help", 2));
    }
}
