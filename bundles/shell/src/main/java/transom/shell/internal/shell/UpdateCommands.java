package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.runtime.Updates;
import transom.runtime.Updates.End;
import transom.runtime.Updates.Gap;
import transom.runtime.Updates.Outcome;
import transom.shell.internal.commands.Name;
import transom.shell.internal.format.Table;

/** Scope transom: replacing bundles. */
@Component(service = UpdateCommands.class)
@GogoCommand(
        scope = "transom",
        function = {"update", "rollback", "swap", "history", "outcome"})
public final class UpdateCommands {

    private static final String LIMIT = "--limit";
    private static final String LIMIT_MEANS =
            "milliseconds that a step may take until guests and presenters do well again; 0 for the usual";

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Updates> updates = List.of();

    private Updates updates() {
        return Words.first(updates, "runtime");
    }

    @Descriptor("replaces bundles while guests draw; what does not do well is rolled back")
    public String update(
            CommandSession session,
            @Descriptor("only until the next start")
                    @Parameter(names = "--try", presentValue = "true", absentValue = "false")
                    boolean tried,
            @Descriptor(LIMIT_MEANS) @Parameter(names = LIMIT, absentValue = "0") long limit,
            @Descriptor("a feature's .json or a bundle's .jar, by its absolute path") @Name("FILE") String file) {
        return said(updates().update(Path.of(file), !tried, limit(limit), lines(session)), false);
    }

    @Descriptor("goes back to what ran before the last update")
    public String rollback(
            CommandSession session, @Descriptor(LIMIT_MEANS) @Parameter(names = LIMIT, absentValue = "0") long limit) {
        return said(updates().rollback(limit(limit), lines(session)), false);
    }

    @Descriptor("replaces a bundle by its own jar while guests draw, and says what they noticed; for measuring")
    public String swap(
            CommandSession session,
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false") boolean json,
            @Descriptor(LIMIT_MEANS) @Parameter(names = LIMIT, absentValue = "0") long limit,
            @Descriptor("gem, xen, guest-fb, present, keep, or one of transom:bundles")
                    @Name(value = "NAME", completes = Name.Kind.PART)
                    String name) {
        return said(updates().swap(name, limit(limit), json ? line -> {} : lines(session)), json);
    }

    @Descriptor("updates, what came of them and why, the oldest first")
    public String history(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of("no update yet", "when", "outcome", "what", "why");
        updates().history().forEach(line -> table.row(line.when(), line.outcome(), line.what(), line.why()));
        return table.show(json);
    }

    @Descriptor("waits for the update under way and says what came of it")
    public String outcome(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        return updates()
                .last()
                .map(last -> said(last, json))
                .orElseThrow(() -> new IllegalStateException("there was none since Transom was started"));
    }

    private Duration limit(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(LIMIT + " " + millis + " must not be below 0");
        }
        return millis == 0 ? updates().limit() : Duration.ofMillis(millis);
    }

    private static Consumer<String> lines(CommandSession session) {
        return line -> {
            session.getConsole().println(line);
            session.getConsole().flush();
        };
    }

    private static String said(Outcome outcome, boolean json) {
        String gaps = table(outcome.gaps()).show(json);
        if (outcome.end() != End.DONE) {
            throw new IllegalStateException(outcome.message() + (outcome.gaps().isEmpty() ? "" : "\n" + gaps));
        } else if (json) {
            return gaps;
        }
        return outcome.gaps().isEmpty() ? outcome.message() : gaps + "\n" + outcome.message();
    }

    /** The longest gap first. */
    private static Table table(List<Gap> gaps) {
        Table table =
                Table.of("no guest drew", "display", "by", "gapMillis", "missedFrames", "beforeMillis", "periodMillis");
        gaps.stream()
                .sorted(Comparator.comparingLong(Gap::gapMicros).reversed())
                .forEach(gap -> table.row(
                        gap.display(),
                        gap.by(),
                        millis(gap.gapMicros()),
                        gap.missed(),
                        millis(gap.beforeMicros()),
                        millis(gap.periodMicros())));
        return table;
    }

    private static double millis(long micros) {
        return Math.round(micros / 100.0) / 10.0;
    }
}
