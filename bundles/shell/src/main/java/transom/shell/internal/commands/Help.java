package transom.shell.internal.commands;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.Descriptor;

/** Texts about commands. */
public final class Help {

    private Help() {}

    /** All commands, a line each, by scope; those that explain nothing are only named. */
    public static String all(CommandTable table) {
        Map<String, StringBuilder> scopes = new TreeMap<>();
        for (CommandInfo command : table.all()) {
            StringBuilder lines = scopes.computeIfAbsent(command.scope(), scope -> new StringBuilder());
            lines.append(String.format("  %-22s %s%n", command.name(), command.description()));
        }
        StringBuilder text = new StringBuilder();
        scopes.forEach((scope, lines) -> text.append(scope).append('\n').append(lines));
        return text + "help COMMAND explains one; TAB completes.";
    }

    /** How a command is called and what its arguments mean. */
    public static String of(CommandInfo command) {
        StringBuilder text = new StringBuilder(command.name());
        if (!command.description().isEmpty()) {
            text.append(": ").append(command.description());
        }
        for (Method method : command.methods()) {
            text.append('\n').append(usage(command, method));
        }
        return text.toString();
    }

    private static String usage(CommandInfo command, Method method) {
        StringBuilder text = new StringBuilder("usage: " + command.name());
        List<Parameter> parameters = CommandInfo.parameters(method);
        parameters.forEach(parameter -> text.append(' ').append(CommandInfo.form(parameter)));
        for (Parameter parameter : parameters) {
            Descriptor descriptor = parameter.getAnnotation(Descriptor.class);
            if (descriptor != null) {
                text.append(String.format("%n  %-12s %s", CommandInfo.form(parameter), descriptor.value()));
            }
        }
        return text.toString();
    }
}
