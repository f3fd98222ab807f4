package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import transom.shell.internal.commands.Name;
import transom.shell.internal.config.Assignment;
import transom.shell.internal.config.Attribute;
import transom.shell.internal.config.Settable;
import transom.shell.internal.format.Table;

/** Scope transom: what components are told. */
@Component(service = ConfigCommands.class)
@GogoCommand(
        scope = "transom",
        function = {"config"})
public final class ConfigCommands {

    private final ConfigurationAdmin admin;
    private final Settable settable;

    @Activate
    public ConfigCommands(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference MetaTypeService descriptions) {
        this.admin = admin;
        this.settable = new Settable(context, descriptions);
    }

    @Descriptor("what can be set and what it is now; sets values until Transom ends, NAME= restores the default")
    public String config(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a component's configuration and what to set of it, e.g. transom.guestfb.pv routes=upload")
                    @Name("PID NAME=VALUE")
                    String[] words)
            throws IOException {
        if (words.length == 0) {
            return table(settable.pids()).show(json);
        }
        settable.attributes(words[0]);
        if (words.length > 1) {
            set(words[0], Arrays.asList(words).subList(1, words.length));
        }
        return table(List.of(words[0])).show(json);
    }

    /** All of them or, if one is wrong, none. */
    private void set(String pid, List<String> assignments) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, "?");
        Dictionary<String, Object> values = valuesOf(configuration);
        for (String text : assignments) {
            Assignment assignment = Assignment.parse(text);
            Attribute attribute = settable.attribute(pid, assignment.name());
            if (assignment.value() == null) {
                values.remove(attribute.name());
            } else {
                values.put(attribute.name(), attribute.parse(assignment.value()));
            }
        }
        configuration.update(values);
    }

    private Table table(List<String> pids) throws IOException {
        Table table = Table.of("nothing can be set", "pid", "name", "value", "default", "meaning");
        for (String pid : pids) {
            Dictionary<String, Object> values = valuesOf(admin.getConfiguration(pid, "?"));
            for (Attribute attribute : settable.attributes(pid)) {
                table.row(
                        pid,
                        attribute.name(),
                        text(values.get(attribute.name())),
                        attribute.defaultText(),
                        attribute.description());
            }
        }
        return table;
    }

    private static Dictionary<String, Object> valuesOf(Configuration configuration) {
        Dictionary<String, Object> values = configuration.getProperties();
        return values == null ? new Hashtable<>() : values;
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        return value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> String.valueOf(Array.get(value, i)))
                        .collect(Collectors.joining(","))
                : value instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                        : String.valueOf(value);
    }
}
