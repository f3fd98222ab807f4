package transom.xshot;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An X server of one's own that shows nothing, on a display number that was free.
 *
 * <p><b>Owner:</b> who started it closes it.
 */
public final class Xvfb implements AutoCloseable {

    private final Process process;
    private final String display;

    private Xvfb(Process process, String display) {
        this.process = process;
        this.display = display;
    }

    /** Why it cannot be started here; empty if it can. */
    public static String missing() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "Xvfb"))) {
                return "";
            }
        }
        return "there is no Xvfb: apt-get install xvfb";
    }

    /** Starts one with a screen of 24 bits a pixel, and waits until it takes clients. */
    public static Xvfb start(int width, int height) throws IOException {
        String screen = width + "x" + height + "x24";
        // -displayfd: the server looks for a free number and writes it when it is ready (Xserver(1))
        Process process = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        String number = out.readLine();
        if (number == null || !number.matches("\\d+")) {
            process.destroyForcibly();
            throw new IOException("Xvfb did not start: it said '" + number + "'");
        }
        return new Xvfb(process, ":" + number);
    }

    /** As for {@code $DISPLAY}. */
    public String display() {
        return display;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
