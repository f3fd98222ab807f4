package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.guestfb.RouteChoice;
import transom.shell.internal.commands.Name;
import transom.shell.internal.format.Table;

/** Scope fb: the guests' displays. */
@Component(service = FbCommands.class)
@GogoCommand(
        scope = "fb",
        function = {"list", "show", "routes"})
public final class FbCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<GuestDisplays> backends = List.of();

    private List<DisplayInfo> displays() {
        return backends.stream().flatMap(backend -> backend.displays().stream()).toList();
    }

    @Descriptor("the guests' displays")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(backends, "framebuffer backend", "no guest has a display"),
                "device",
                "guest",
                "protocol",
                "frontend",
                "backend",
                "mode",
                "route",
                "updates",
                "flips",
                "presenters",
                "fault");
        for (DisplayInfo d : displays()) {
            table.row(
                    d.label(),
                    d.guestName(),
                    d.protocol(),
                    d.frontend(),
                    d.backend(),
                    d.mode().orElse(null),
                    d.route().chosen().label(),
                    d.counters().updates(),
                    d.counters().flips(),
                    d.counters().subscriptions(),
                    d.fault().orElse(null));
        }
        return table.show(json);
    }

    @Descriptor("everything about one display")
    public String show(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a display as fb:list names it, e.g. dom3/vfb0")
                    @Name(value = "DEVICE", completes = Name.Kind.DEVICE)
                    String device) {
        DisplayInfo d = Words.pick(displays(), DisplayInfo::label, device, "display");
        Table table = Table.of("", "what", "value")
                .row("device", d.label())
                .row("guest", d.guestName())
                .row("protocol", d.protocol())
                .row("frontend", d.frontend() + " at " + d.place())
                .row("backend", d.backend())
                .row("mode", d.mode().map(Object::toString).orElse("none: it is not connected"))
                .row("connector", d.connector())
                .row("route", d.route().chosen().label())
                .row("allocator", d.allocator().orElse("none: it shows nothing"))
                .row("updates", d.counters().updates())
                .row("damaged pixels", d.counters().damagedPixels())
                .row("resizes", d.counters().resizes())
                .row("ignored events", d.counters().ignoredEvents())
                .row("flips", d.counters().flips())
                .row("late flips", d.counters().lateFlips())
                .row("refused requests", d.counters().refusedRequests())
                .row("presenters", d.counters().subscriptions())
                .row("fault", d.fault().orElse("none"));
        return table.show(json);
    }

    @Descriptor("which route each display takes, and why not a better one")
    public String routes(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(backends, "framebuffer backend", "no guest has a display"),
                "device",
                "route",
                "taken",
                "reason",
                "allocator",
                "flips",
                "lateFlips");
        for (DisplayInfo d : displays()) {
            for (RouteChoice.Refusal refusal : d.route().refused()) {
                table.row(d.label(), refusal.route().label(), "no", refusal.reason(), null, null, null);
            }
            table.row(
                    d.label(),
                    d.route().chosen().label(),
                    "yes",
                    null,
                    d.allocator().orElse(null),
                    d.counters().flips(),
                    d.counters().lateFlips());
        }
        return table.show(json);
    }
}
