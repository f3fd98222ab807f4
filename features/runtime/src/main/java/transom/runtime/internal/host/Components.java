package transom.runtime.internal.host;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What declarative services say of a bundle's components. <b>Thread:</b> any. */
public final class Components {

    private final ServiceComponentRuntime runtime;

    public Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** A component of the bundle that threw when it was activated, and what. */
    Optional<String> failure(Bundle bundle) {
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return Optional.of("component " + description.name + " failed to activate: "
                            + innermost(configuration.failure));
                }
            }
        }
        return Optional.empty();
    }

    /** The last exception of a stack trace. */
    private static String innermost(String trace) {
        if (trace == null) {
            return "nobody said why";
        }
        List<String> exceptions =
                trace.lines().filter(line -> !line.startsWith("\t")).toList();
        return exceptions.get(exceptions.size() - 1).replaceFirst("^Caused by: ", "");
    }
}
