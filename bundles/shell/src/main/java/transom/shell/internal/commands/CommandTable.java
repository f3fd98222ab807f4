package transom.shell.internal.commands;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The Gogo commands that there are now, from the service registry. <b>Thread:</b> any. */
public final class CommandTable {

    private static final String FILTER =
            "(&(" + CommandProcessor.COMMAND_SCOPE + "=*)(" + CommandProcessor.COMMAND_FUNCTION + "=*))";

    private final BundleContext context;

    public CommandTable(BundleContext context) {
        this.context = context;
    }

    /** All commands by {@code scope:function}. */
    public List<CommandInfo> all() {
        TreeMap<String, CommandInfo> found = new TreeMap<>();
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(null, FILTER);
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                commands(reference).forEach(command -> found.put(command.name(), command));
            }
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(FILTER, e);
        }
        return List.copyOf(found.values());
    }

    private List<CommandInfo> commands(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        List<CommandInfo> commands = new ArrayList<>();
        if (service != null) {
            String scope = reference.getProperty(CommandProcessor.COMMAND_SCOPE).toString();
            for (String function : functions(reference.getProperty(CommandProcessor.COMMAND_FUNCTION))) {
                commands.add(new CommandInfo(scope, function, methods(service, function)));
            }
            context.ungetService(reference);
        }
        return commands;
    }

    private static List<String> functions(Object property) {
        return property instanceof String[] names ? List.of(names) : List.of(property.toString());
    }

    private static List<Method> methods(Object service, String function) {
        List<Method> methods = new ArrayList<>();
        for (Method method : service.getClass().getMethods()) {
            String name = method.getName();
            // Gogo calls a function that is a Java keyword by a method with an underscore before it.
            if (name.equalsIgnoreCase(function) || name.equalsIgnoreCase("_" + function)) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** The command that this word names, with its scope or without. */
    public Optional<CommandInfo> find(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<CommandInfo> all = all();
        return all.stream()
                .filter(command -> command.name().equals(wanted))
                .findFirst()
                .or(() -> all.stream()
                        .filter(command -> command.function().equals(wanted))
                        .findFirst());
    }
}
