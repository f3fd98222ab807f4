package transom.launcher.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import transom.launcher.JavaProcess;

/** Tries each EGL platform in a process of its own, all at the same time. */
final class EglPlatforms {

    /** On an emulated processor software GL takes half a minute to compile its first shader. */
    private static final int LIMIT_SECONDS = 60;

    private static final int SIGNALLED = 128;

    private final Path home;
    private final String display;

    /** @param display an X server's, empty if there is none */
    EglPlatforms(Path home, String display) {
        this.home = home;
        this.display = display;
    }

    /** What each platform printed; {@code error} says why there is nothing else. */
    Map<EglPlatform, Map<String, String>> probe() throws IOException, InterruptedException {
        Map<EglPlatform, Process> running = new EnumMap<>(EglPlatform.class);
        Map<EglPlatform, Map<String, String>> results = new EnumMap<>(EglPlatform.class);
        for (EglPlatform platform : EglPlatform.values()) {
            if (platform == EglPlatform.X11 && display.isEmpty()) {
                results.put(platform, Map.of("error", "there is no X server to try it on"));
            } else if (platform == EglPlatform.WAYLAND && System.getenv("WAYLAND_DISPLAY") == null) {
                results.put(platform, Map.of("error", "there is no Wayland compositor: WAYLAND_DISPLAY is not set"));
            } else {
                running.put(platform, start(platform));
            }
        }
        for (Map.Entry<EglPlatform, Process> one : running.entrySet()) {
            results.put(one.getKey(), await(one.getValue()));
        }
        return results;
    }

    private Process start(EglPlatform platform) throws IOException {
        String classes = home.resolve("lib") + "/*" + File.pathSeparator + lwjgl();
        ProcessBuilder builder =
                JavaProcess.of(classes, "transom.launcher.doctor.EglProbe", Integer.toHexString(platform.number()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }

    private String lwjgl() {
        return new transom.features.Jars(home.resolve("repository"))
                .find("transom.lwjgl")
                .toString();
    }

    private static Map<String, String> await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Map.of("error", "the driver did not answer in " + LIMIT_SECONDS + " s");
        }
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        if (process.exitValue() >= SIGNALLED) {
            lines.add("error=the driver crashed with signal " + (process.exitValue() - SIGNALLED));
        }
        return lines.stream()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (first, last) -> last));
    }
}
