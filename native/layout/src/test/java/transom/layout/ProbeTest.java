package transom.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the probe where the compiler and the headers are, and compares with the golden file. */
class ProbeTest {

    @BeforeAll
    static void needsCompilerAndHeaders() {
        for (Path needed : List.of(Path.of("/usr/bin/make"), Path.of("/usr/bin/gcc"))) {
            assumeTrue(Files.isExecutable(needed), needed + " is missing: apt install gcc make");
        }
        Path xen = Path.of("/usr/include/xen/sys/gntdev.h");
        assumeTrue(Files.exists(xen), xen + " is missing: apt install libxen-dev");
        Path drm = Path.of("/usr/include/libdrm/drm.h");
        assumeTrue(Files.exists(drm), drm + " is missing: apt install libdrm-dev");
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"),
                "the golden file is of x86-64, this is " + System.getProperty("os.arch"));
    }

    @Test
    void theHeadersOfThisMachineAgree(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("make.log");
        int made = run(log, "make", "BUILD=" + folder);
        assertThat(made).as(() -> read(log)).isZero();
        Path output = folder.resolve("layout.txt");
        assertThat(run(output, folder.resolve("layout").toString())).isZero();
        assertThat(read(output)).isEqualTo(GoldenLayout.text());
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within 60 s");
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
