package transom.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import transom.features.UserError;
import transom.launcher.JavaProcess;

/** The simulated Xen, in a process of its own: its guests draw on while Transom is updated, restarted or killed. */
final class SimulatorProcess {

    private SimulatorProcess() {}

    /** Starts it and waits until it serves; it ends when this process does, because its standard input ends then. */
    static void start(Path home, Path directory, Children children) throws IOException {
        ProcessBuilder builder = JavaProcess.of(
                home.resolve("guest-sim") + "/*", "transom.xen.sim.internal.Main", "--until-eof", directory.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        String line = children.add(builder.start()).inputReader().readLine();
        if (line == null || !line.startsWith("ready")) {
            throw new UserError("the simulated Xen did not start; it says why above");
        }
    }
}
