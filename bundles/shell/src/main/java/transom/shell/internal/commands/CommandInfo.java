package transom.shell.internal.commands;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** A command: its scope, its function and the methods behind it. */
public record CommandInfo(String scope, String function, List<Method> methods) {

    public CommandInfo {
        scope = scope.toLowerCase(Locale.ROOT);
        function = function.toLowerCase(Locale.ROOT);
        methods = List.copyOf(methods);
    }

    /** {@code scope:function}. */
    public String name() {
        return scope + ":" + function;
    }

    /** What it does, empty if nobody wrote it down. */
    public String description() {
        return methods.stream()
                .map(method -> method.getAnnotation(Descriptor.class))
                .filter(text -> text != null)
                .map(Descriptor::value)
                .findFirst()
                .orElse("");
    }

    /** The parameters of a method that a person gives: Gogo fills in a session by itself. */
    static List<Parameter> parameters(Method method) {
        return List.of(method.getParameters()).stream()
                .filter(parameter -> parameter.getType() != CommandSession.class)
                .toList();
    }

    /** One line for each way of calling it. */
    public List<String> usages() {
        return methods.stream().map(this::usage).toList();
    }

    private String usage(Method method) {
        StringBuilder usage = new StringBuilder(name());
        for (Parameter parameter : parameters(method)) {
            usage.append(' ').append(form(parameter));
        }
        return usage.toString();
    }

    /** How a parameter is written: an option in brackets, an argument in capitals. */
    static String form(Parameter parameter) {
        var option = parameter.getAnnotation(org.apache.felix.service.command.Parameter.class);
        if (option != null) {
            return "[" + String.join("|", option.names()) + "]";
        }
        Name name = parameter.getAnnotation(Name.class);
        String word = name == null ? parameter.getType().getSimpleName().toUpperCase(Locale.ROOT) : name.value();
        return parameter.getType().isArray() ? "[" + word + "...]" : word;
    }
}
