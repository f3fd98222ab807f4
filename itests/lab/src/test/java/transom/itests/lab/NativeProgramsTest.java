package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The C programs' own checks, which need no Xen. */
class NativeProgramsTest {
    @ParameterizedTest
    @ValueSource(strings = {"device-model", "painter", "kms", "grants", "badfront"})
    void checkOf(String program) throws IOException, InterruptedException {
        var build = Path.of("target", "native").toAbsolutePath();
        Files.createDirectories(build);
        var log = build.resolve(program + ".log");
        var make = new ProcessBuilder("make", "-C", "../../native/" + program, "BUILD=" + build, "check")
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = make.waitFor(2, TimeUnit.MINUTES);
        make.destroyForcibly();
        assertThat(ended).as("make check ended; %s", log).isTrue();
        assertThat(make.exitValue()).as(Files.readString(log)).isZero();
    }
}
