package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** The running lab, through the commands that a person would type: {@code ./transom lab ...}. */
final class Lab {
    /** Felix starts in half a minute on an emulated processor; ten times that where the machine has other work. */
    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** Of {@code lab shot}. */
    private static final String NO_WINDOW = "no picture of a window";

    private Lab() {}

    /** Output (both streams) and exit status of one command. */
    record Result(List<String> command, int status, String output) {
        Result expectSuccess() {
            assertThat(status)
                    .as("exit status of %s, which said:%n%s", command, output)
                    .isZero();
            return this;
        }
    }

    /** Runs {@code lab ARGUMENTS} and waits for its end. */
    static Result lab(String... arguments) {
        var command = new ArrayList<>(List.of(System.getProperty("transom.lab")));
        command.addAll(List.of(arguments));
        try {
            // A file and no pipe: what a command leaves running in the background may hold a pipe open.
            var output = Files.createTempFile("lab", ".out");
            var process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended)
                    .as("%s ended within %s; it said:%n%s", command, LIMIT, text)
                    .isTrue();
            return new Result(command, process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    /** A shell line in dom0; returns what it printed, without white space around it. */
    static String dom0(String line) {
        return lab("run", line).expectSuccess().output().strip();
    }

    /** The window of dom0's X server whose title contains the text. */
    static BufferedImage picture(String title) throws IOException {
        return shot("--window", title);
    }

    /** All of dom0's X screen, as the X server sees it. */
    static BufferedImage screen() throws IOException {
        return shot();
    }

    /** What QEMU shows on the monitor of dom0's graphics card. */
    static BufferedImage monitor() throws IOException {
        return shot("--monitor");
    }

    /** The window's picture, unless there is no such window, or it goes at this moment. */
    static Optional<BufferedImage> pictureIfShown(String title) throws IOException {
        return shotUnless(NO_WINDOW, "--window", title);
    }

    private static BufferedImage shot(String... options) throws IOException {
        return shotUnless(null, options).orElseThrow();
    }

    /** Empty if it fails and says this. */
    private static Optional<BufferedImage> shotUnless(String said, String... options) throws IOException {
        var file = Files.createTempFile("shot", ".png");
        try {
            var arguments = new ArrayList<>(List.of("shot", file.toString()));
            arguments.addAll(List.of(options));
            var result = lab(arguments.toArray(String[]::new));
            if (result.status() != 0 && said != null && result.output().contains(said)) {
                return Optional.empty();
            }
            result.expectSuccess();
            return Optional.of(ImageIO.read(file.toFile()));
        } finally {
            Files.delete(file);
        }
    }

    /** Keeps a command's output, whatever its exit status, for whoever looks into a failed test. */
    static void keep(Path folder, String name, String... arguments) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), lab(arguments).output());
    }
}
