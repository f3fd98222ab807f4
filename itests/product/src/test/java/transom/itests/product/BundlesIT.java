package transom.itests.product;

import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import transom.itests.support.Eventually;

/** What every bundle of the product keeps to. */
public class BundlesIT extends InProduct {

    private static final Set<String> EXPORTERS = Set.of(
            "transom.keep",
            "transom.lwjgl",
            "transom.gem.api",
            "transom.xen.api",
            "transom.guestfb.api",
            "transom.present.api",
            "transom.runtime");

    @Test
    public void allBundlesAreActive() {
        for (Bundle bundle : context().getBundles()) {
            boolean started = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
            assertTrue(bundle + " has state " + bundle.getState(), started || isFragment(bundle));
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }

    @Test
    public void implementersExportNothing() {
        for (Bundle bundle : ours()) {
            if (!EXPORTERS.contains(bundle.getSymbolicName())) {
                assertNull(bundle.getSymbolicName(), bundle.getHeaders().get(Constants.EXPORT_PACKAGE));
            }
        }
    }

    @Test
    public void allComponentsRun() throws Exception {
        ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
        Eventually.isTrue(
                "no component that waits: " + waiting(runtime),
                SOON,
                () -> waiting(runtime).isEmpty());
    }

    private static List<String> waiting(ServiceComponentRuntime runtime) {
        List<String> waiting = new ArrayList<>();
        runtime.getComponentDescriptionDTOs()
                .forEach(description -> runtime.getComponentConfigurationDTOs(description).stream()
                        .filter(configuration -> (configuration.state
                                        & (ComponentConfigurationDTO.ACTIVE | ComponentConfigurationDTO.SATISFIED))
                                == 0)
                        .forEach(configuration -> waiting.add(description.name)));
        return waiting;
    }

    @Test
    public void everyCommandExplainsItselfAndItsParameters() throws Exception {
        ServiceReference<?>[] commands = context().getAllServiceReferences(null, "(osgi.command.scope=*)");
        int explained = 0;
        for (ServiceReference<?> reference : commands) {
            if (reference.getBundle().getSymbolicName().startsWith("transom.")) {
                explained += explained(reference);
            }
        }
        assertTrue("commands found: " + explained, explained >= 18);
    }

    private int explained(ServiceReference<?> reference) {
        Object service = context().getService(reference);
        Object functions = reference.getProperty("osgi.command.function");
        int count = 0;
        for (String function : functions instanceof String[] names ? names : new String[] {functions.toString()}) {
            int methods = 0;
            for (Method method : service.getClass().getMethods()) {
                if (method.getName().equals(function)) {
                    assertTrue(method + " has no @Descriptor", method.isAnnotationPresent(Descriptor.class));
                    for (Parameter parameter : method.getParameters()) {
                        // Gogo gives that one, people do not type it.
                        assertTrue(
                                method + " has a parameter without @Descriptor: " + parameter,
                                parameter.isAnnotationPresent(Descriptor.class)
                                        || parameter.getType() == CommandSession.class);
                    }
                    methods++;
                }
            }
            assertTrue(reference.getProperty("osgi.command.scope") + ":" + function + " has no method", methods > 0);
            count++;
        }
        return count;
    }
}
