package transom.shell.internal.commands;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.guestfb.GuestDisplays;
import transom.xen.XenException;
import transom.xen.XenStore;

/** What the last word of a line may become. */
@Component(service = Completion.class)
public final class Completion {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GuestDisplays> displays = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<XenStore> stores = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    /** Whole words for the last word of {@code line}, which ends at the cursor. */
    public List<String> candidates(CommandTable table, String line) {
        String command = line.substring(Math.max(line.lastIndexOf('|'), line.lastIndexOf(';')) + 1)
                .stripLeading();
        String[] words = command.split("\\s+", -1);
        String last = words[words.length - 1];
        Stream<String> all = words.length == 1
                ? table.all().stream().map(CommandInfo::name)
                : table.find(words[0]).stream().flatMap(found -> arguments(found, words, table));
        return all.filter(candidate -> candidate.startsWith(last))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<String> arguments(CommandInfo command, String[] words, CommandTable table) {
        return command.methods().stream().flatMap(method -> {
            List<String> options = new ArrayList<>();
            List<Parameter> arguments = new ArrayList<>();
            for (Parameter parameter : CommandInfo.parameters(method)) {
                var option = parameter.getAnnotation(org.apache.felix.service.command.Parameter.class);
                if (option == null) {
                    arguments.add(parameter);
                } else {
                    options.addAll(List.of(option.names()));
                }
            }
            int place = (int) Stream.of(words)
                            .skip(1)
                            .filter(word -> !word.startsWith("-"))
                            .count()
                    - (words[words.length - 1].startsWith("-") ? 0 : 1);
            Stream<String> values = place >= 0 && place < arguments.size()
                    ? values(arguments.get(place), words[words.length - 1], table)
                    : Stream.empty();
            return Stream.concat(options.stream(), values);
        });
    }

    private Stream<String> values(Parameter parameter, String begun, CommandTable table) {
        Name.Kind kind = Optional.ofNullable(parameter.getAnnotation(Name.class))
                .map(Name::completes)
                .orElse(Name.Kind.NOTHING);
        return switch (kind) {
            case NOTHING -> Stream.empty();
            case DEVICE ->
                displays.stream()
                        .flatMap(backend -> backend.displays().stream())
                        .map(display -> display.label());
            case ALLOCATOR -> allocators.stream().map(Allocator::name);
            case STORE_PATH -> stores.stream().limit(1).flatMap(store -> below(store, begun));
            case COMMAND -> table.all().stream().map(CommandInfo::name);
            case PART -> Stream.of("gem", "xen", "guest-fb", "present", "keep");
            case LOG_LEVEL -> Stream.of("error", "warn", "info", "debug", "trace");
        };
    }

    private static Stream<String> below(XenStore store, String begun) {
        String folder = begun.substring(0, begun.lastIndexOf('/') + 1);
        try {
            return begun.startsWith("/")
                    ? store.directory(folder.length() > 1 ? folder.substring(0, folder.length() - 1) : folder).stream()
                            .map(name -> folder + name)
                    : Stream.of("/");
        } catch (XenException e) {
            return Stream.empty();
        }
    }
}
