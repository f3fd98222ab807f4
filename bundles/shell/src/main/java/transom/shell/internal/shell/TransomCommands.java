package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import transom.shell.internal.commands.CommandInfo;
import transom.shell.internal.commands.CommandTable;
import transom.shell.internal.commands.Help;
import transom.shell.internal.commands.Name;
import transom.shell.internal.commands.Suggestions;
import transom.shell.internal.format.Table;

/** Scope transom: the product itself. */
@Component(service = TransomCommands.class)
@GogoCommand(
        scope = "transom",
        function = {"help", "bundles", "version", "log", "restart", "stop"})
public final class TransomCommands {

    /** The launcher's service. */
    private static final String RESTART = "(transom.action=restart)";

    private final BundleContext context;
    private final CommandTable table;

    @Activate
    public TransomCommands(BundleContext context) {
        this.context = context;
        this.table = new CommandTable(context);
    }

    @Descriptor("all commands")
    public String help() {
        return Help.all(table);
    }

    @Descriptor("what a command does and takes")
    public String help(
            @Descriptor("a command, e.g. fb:list") @Name(value = "COMMAND", completes = Name.Kind.COMMAND)
                    String command) {
        return table.find(command)
                .map(Help::of)
                .orElseThrow(() -> new IllegalArgumentException("there is no command '" + command + "'; near it: "
                        + Suggestions.near(
                                command,
                                table.all().stream().map(CommandInfo::name).toList())));
    }

    @Descriptor("the bundles and their states")
    public String bundles(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table rows = Table.of("", "id", "state", "bundle", "version");
        Arrays.stream(context.getBundles())
                .sorted(Comparator.comparing(Bundle::getBundleId))
                .forEach(b -> rows.row(b.getBundleId(), state(b), b.getSymbolicName(), b.getVersion()));
        return rows.show(json);
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            default -> "uninstalled";
        };
    }

    @Descriptor("the version of Transom, of the framework and of Java")
    public String version() {
        Bundle framework = context.getBundle(0);
        return "transom " + context.getBundle().getVersion() + ", " + framework.getSymbolicName() + " "
                + framework.getVersion() + ", Java " + System.getProperty("java.version");
    }

    @Descriptor("what is logged now")
    public String log() {
        return "Transom logs from " + LogLevels.current() + " on";
    }

    @Descriptor("logs more or less from now on")
    public String log(
            @Descriptor("error, warn, info, debug or trace") @Name(value = "LEVEL", completes = Name.Kind.LOG_LEVEL)
                    String level) {
        LogLevels.change(level);
        return log();
    }

    @Descriptor("starts the framework and all bundles again in the same JVM; guests keep drawing")
    public String restart() throws InvalidSyntaxException {
        for (ServiceReference<Runnable> each : context.getServiceReferences(Runnable.class, RESTART)) {
            Runnable restart = context.getService(each);
            if (restart != null) {
                restart.run();
                return "starting again";
            }
        }
        throw new IllegalStateException(
                "nobody here starts the framework again: it was not started by './transom run'; stop and start what runs it");
    }

    @Descriptor("ends Transom; guests keep drawing, the next start goes on with them")
    public String stop() throws BundleException {
        context.getBundle(0).stop();
        return "stopping";
    }
}
