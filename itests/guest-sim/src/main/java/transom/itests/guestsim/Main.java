package transom.itests.guestsim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import transom.linux.ErrnoException;
import transom.linux.EventLoop;
import transom.xen.XenException;

/**
 * A guest in this process. Ends with 0 when it was told to, or its stdin closed; 2 for a wrong command line; 3 if there
 * is no simulator, or it destroyed the domain; 1 for anything else.
 */
public final class Main {

    private static final int WRONG_USAGE = 2;
    private static final int NO_XEN = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Main() {}

    /** @param arguments see {@link Options#USAGE} */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
            options.check();
        } catch (IllegalArgumentException e) {
            System.err.println("guest-sim: " + e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        try {
            run(options);
        } catch (XenException | ErrnoException e) {
            System.err.println("guest-sim: " + e.getMessage());
            System.exit(NO_XEN);
        } catch (IOException | RuntimeException e) {
            System.err.println("guest-sim: " + e);
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException {
        EventLoop loop = new EventLoop("guest");
        try (Program program = new Program(options, loop, Main::lost)) {
            Commands commands = new Commands(program, loop, System.out);
            Runnable end = () -> end(commands, program);
            loop.start();
            loop.call(
                    () -> {
                        program.start(end);
                        return null;
                    },
                    LIMIT);
            if (options.seconds > 0) {
                loop.schedule(end, options.seconds * 1000L);
            }
            commands.say(Map.of("event", "ready", "domid", program.domid(), "name", options.name));
            commands.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }

    /** The time or the frames are over: says how it was when the backend has read it all. */
    private static void end(Commands commands, Program program) {
        program.freeze().thenAccept(status -> {
            status.put("event", "end");
            commands.say(status);
            Runtime.getRuntime().halt(0);
        });
    }

    private static void lost(String reason) {
        System.err.println("guest-sim: the domain is gone: " + reason);
        Runtime.getRuntime().halt(NO_XEN);
    }
}
