package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.present.Presentation;
import transom.present.Presenter;
import transom.shell.internal.commands.Name;
import transom.shell.internal.format.Table;

/** Scope present: who shows what. */
@Component(service = PresentCommands.class)
@GogoCommand(
        scope = "present",
        function = {"list", "caps", "png"})
public final class PresentCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Presenter> presenters = List.of();

    @Descriptor("what every presenter shows, with its counters; latencies in microseconds")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(presenters, "presenter", "presenters run, but no guest shows anything"),
                "presenter",
                "device",
                "guest",
                "mode",
                "path",
                "frames",
                "bytesCopied",
                "damagedPixels",
                "lastSequence",
                "p50",
                "p99",
                "max",
                "target");
        for (Presenter presenter : presenters) {
            for (Presentation p : presenter.presentations()) {
                table.row(
                        presenter.name(),
                        p.label(),
                        p.guestName(),
                        p.mode(),
                        p.path(),
                        p.framesPresented(),
                        p.cpuBytesCopied(),
                        p.damagedPixels(),
                        p.lastSequence(),
                        p.latency().p50Micros(),
                        p.latency().p99Micros(),
                        p.latency().maxMicros(),
                        p.target());
            }
        }
        return table.show(json);
    }

    @Descriptor("what the presenters can do on this machine, and why not the rest")
    public String caps(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(presenters, "presenter", "the presenters name no capability"),
                "presenter",
                "capability",
                "available",
                "reason");
        for (Presenter presenter : presenters) {
            presenter
                    .capabilities()
                    .forEach(c -> table.row(presenter.name(), c.name(), c.available() ? "yes" : "no", c.reason()));
        }
        return table.show(json);
    }

    @Descriptor("writes the picture that a presenter drew to a PNG file")
    public String png(
            @Descriptor("a display as fb:list names it, e.g. dom3/vfb0")
                    @Name(value = "DEVICE", completes = Name.Kind.DEVICE)
                    String device,
            @Descriptor("an absolute path on the machine where Transom runs") @Name("FILE") String file)
            throws IOException {
        Path path = Path.of(file);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("FILE '" + file + "' must be an absolute path");
        }
        List<String> refusals = new ArrayList<>();
        for (Presenter presenter : presenters) {
            try {
                presenter.writePng(device, path);
                return presenter.name() + " wrote " + file;
            } catch (IllegalArgumentException e) {
                refusals.add(presenter.name() + ": " + e.getMessage());
            }
        }
        Words.first(presenters, "presenter");
        throw new IllegalArgumentException(String.join("; ", refusals));
    }
}
