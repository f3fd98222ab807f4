package transom.launcher.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import transom.xshot.Xvfb;

/** {@code transom doctor}: what this machine has, and what that makes possible. */
@Command(
        description = {
            "Says what this machine has (Java, Xen, DRM, dma-buf, EGL, X), which routes for pixels it allows, and what to install"
                    + " or do for the others. Changes nothing.",
            "Exit status: 0 if at least the demo in a window works here, 1 if not."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Machine.java());
        findings.addAll(Machine.xen());
        findings.addAll(DrmNodes.look());
        findings.addAll(Machine.dmaBuf());
        Map<EglPlatform, Map<String, String>> egl = display(findings);
        for (EglPlatform platform : EglPlatform.values()) {
            findings.add(egl(platform, egl.get(platform)));
        }
        List<Verdict> verdicts = new Verdicts(findings, egl).all();
        System.out.print(json ? Report.json(findings, verdicts) : Report.text(findings, verdicts));
        return verdicts.stream().anyMatch(v -> v.name().equals("window, upload") && v.possible()) ? 0 : 1;
    }

    /** Looks at $DISPLAY, or at an Xvfb that lives as long as the look takes, and tries EGL meanwhile. */
    private Map<EglPlatform, Map<String, String>> display(List<Finding> findings)
            throws IOException, InterruptedException {
        String display = System.getenv().getOrDefault("DISPLAY", "");
        if (!display.isEmpty()) {
            findings.addAll(XServer.look(display));
            return new EglPlatforms(home, display).probe();
        }
        if (!Xvfb.missing().isEmpty()) {
            findings.add(Finding.missing("X", "server", "DISPLAY is not set, no Xvfb", "apt-get install xvfb"));
            return new EglPlatforms(home, "").probe();
        }
        try (Xvfb xvfb = Xvfb.start(640, 480)) {
            findings.add(Finding.missing(
                    "X",
                    "server",
                    "DISPLAY is not set; the rest was tried on an Xvfb",
                    "log in to an X session, or set DISPLAY"));
            findings.addAll(XServer.look(xvfb.display()).stream().skip(1).toList());
            return new EglPlatforms(home, xvfb.display()).probe();
        }
    }

    private static Finding egl(EglPlatform platform, Map<String, String> said) {
        String error = said.get("error");
        if (error != null) {
            String remedy = platform == EglPlatform.X11 ? "apt-get install libegl1 libegl-mesa0 libgles2 xvfb" : "";
            return Finding.missing("EGL", platform.label(), error, remedy);
        }
        return Finding.here(
                "EGL",
                platform.label(),
                "EGL " + said.get("version") + ", " + said.get("vendor") + ", driver "
                        + said.getOrDefault("driver", "unknown") + ", " + said.get("renderer") + "; dma-buf import: "
                        + yes(said, "import") + ", modifiers: " + yes(said, "modifiers") + ", fences: "
                        + yes(said, "fence"));
    }

    private static String yes(Map<String, String> said, String name) {
        return "true".equals(said.get(name)) ? "yes" : "no";
    }
}
