package transom.itests.framecheck.internal.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import transom.itests.framecheck.internal.FrameCheck;
import transom.itests.framecheck.internal.check.Findings;
import transom.itests.framecheck.internal.check.FrameChecker;

/** Scope check: what the checker of frames has found. */
@Component(service = CheckCommands.class)
@GogoCommand(
        scope = "check",
        function = {"frames", "reset", "watch"})
public final class CheckCommands {

    private final FrameChecker checker;

    @Activate
    public CheckCommands(@Reference FrameCheck component) {
        checker = component.checker();
    }

    @Descriptor("every displif connector's frames held against what the guest drew")
    public String frames(
            @Descriptor("as JSON, for programs")
                    @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        List<Findings> all = checker.findings();
        if (json) {
            return all.stream().map(FindingsText::json).collect(Collectors.joining(",", "[", "]"));
        }
        return all.isEmpty()
                ? "no displif connector has shown anything"
                : all.stream().map(FindingsText::line).collect(Collectors.joining("\n"));
    }

    @Descriptor("forgets what was found so far")
    public String reset() {
        checker.reset();
        return "counting from 0";
    }

    @Descriptor("looks at frames (on), or leaves them alone so that flips need not wait for it (off)")
    public String watch(@Descriptor("on or off") String state) {
        if (!state.equals("on") && !state.equals("off")) {
            throw new IllegalArgumentException("STATE '" + state + "' must be on or off");
        }
        checker.watch(state.equals("on"));
        return "frames are " + (state.equals("on") ? "compared" : "left alone");
    }
}
