package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.present.Presenter;
import transom.shell.internal.format.Table;
import transom.xen.Hypervisor;
import transom.xen.XenbusState;

/** Scope transom: how it is doing. */
@Component(service = StatusCommands.class)
@GogoCommand(
        scope = "transom",
        function = {"status", "components", "metrics"})
public final class StatusCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Hypervisor> hypervisors = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GuestDisplays> backends = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Presenter> presenters = List.of();

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    @Activate
    public StatusCommands(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    @Descriptor("how Transom is doing, at a glance")
    public String status(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        List<DisplayInfo> displays =
                backends.stream().flatMap(b -> b.displays().stream()).toList();
        long connected = displays.stream()
                .filter(d -> d.backend() == XenbusState.CONNECTED)
                .count();
        long faulty = displays.stream().filter(d -> d.fault().isPresent()).count();
        List<String> waiting = ComponentStates.waiting(components);
        return Table.of("", "what", "value")
                .row("features", context.getProperty("transom.features"))
                .row("up", ManagementFactory.getRuntimeMXBean().getUptime() / 1000 + " s")
                .row(
                        "xen",
                        names(hypervisors.stream().map(Hypervisor::description).toList(), "none runs"))
                .row("backends", backends.isEmpty() ? "none runs" : Integer.toString(backends.size()))
                .row("displays", connected + " connected, " + faulty + " with a fault, " + displays.size() + " in all")
                .row(
                        "presenters",
                        names(presenters.stream().map(Presenter::name).toList(), "none runs"))
                .row("waiting", waiting.isEmpty() ? "no component" : String.join("; ", waiting))
                .show(json);
    }

    private static String names(List<String> names, String none) {
        return names.isEmpty() ? none : names.stream().collect(Collectors.joining(", "));
    }

    @Descriptor("the components, and what those that do not run are waiting for")
    public String components(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of("", "component", "bundle", "state", "problem");
        ComponentStates.all(components).forEach(c -> table.row(c.name(), c.bundle(), c.state(), c.problem()));
        return table.show(json);
    }

    @Descriptor("heap bytes that each thread has allocated since it started")
    public String metrics(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of("", "thread", "allocatedBytes");
        new ArrayList<>(Allocations.byThread()).forEach(a -> table.row(a.thread(), a.bytes()));
        return table.show(json);
    }
}
