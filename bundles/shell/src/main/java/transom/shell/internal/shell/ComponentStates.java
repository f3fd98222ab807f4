package transom.shell.internal.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Declarative services' components as people see them. */
final class ComponentStates {

    private ComponentStates() {}

    /**
     * A component.
     *
     * @param problem why it does not run, null if it does
     */
    record State(String name, String bundle, String state, String problem) {}

    static List<State> all(ServiceComponentRuntime runtime) {
        List<State> all = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            var configurations = runtime.getComponentConfigurationDTOs(description);
            configurations.forEach(configuration -> all.add(state(description, configuration)));
            if (configurations.isEmpty()) {
                String problem = "require".equals(description.configurationPolicy)
                        ? "has no configuration " + String.join(", ", description.configurationPid)
                        : "is disabled";
                all.add(new State(description.name, description.bundle.symbolicName, "no configuration", problem));
            }
        }
        all.sort(Comparator.comparing(State::name));
        return all;
    }

    /** What does not run, and why. */
    static List<String> waiting(ServiceComponentRuntime runtime) {
        return all(runtime).stream()
                .filter(state -> state.problem() != null)
                .map(state -> state.name() + " " + state.problem())
                .toList();
    }

    private static State state(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        String bundle = description.bundle.symbolicName;
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> new State(description.name, bundle, "active", null);
            case ComponentConfigurationDTO.SATISFIED -> new State(description.name, bundle, "satisfied", null);
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                new State(description.name, bundle, "failed", "failed: " + firstLine(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                new State(
                        description.name,
                        bundle,
                        "unsatisfied",
                        "has no configuration " + String.join(", ", description.configurationPid));
            default ->
                new State(description.name, bundle, "unsatisfied", "needs " + missing(description, configuration));
        };
    }

    private static String missing(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        return Stream.of(configuration.unsatisfiedReferences)
                .flatMap(unsatisfied -> Stream.of(description.references)
                        .filter(reference -> reference.name.equals(unsatisfied.name))
                        .map(reference -> reference.interfaceName))
                .collect(Collectors.joining(", "));
    }

    /** The exception whose stack trace this is, and its innermost cause. */
    private static String firstLine(String failure) {
        if (failure == null) {
            return "for a reason that nobody said";
        }
        List<String> lines = failure.lines()
                .filter(line -> line.startsWith("Caused by: ") || !line.startsWith("\t"))
                .toList();
        return lines.get(lines.size() - 1).replaceFirst("^Caused by: ", "");
    }
}
