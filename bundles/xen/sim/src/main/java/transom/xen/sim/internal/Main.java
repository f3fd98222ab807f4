package transom.xen.sim.internal;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import transom.xen.sim.internal.machine.Simulator;

/**
 * The simulator in a process of its own: {@code java … transom.xen.sim.internal.Main [--until-eof] DIRECTORY}. Guests
 * then outlive every JVM that serves them.
 */
public final class Main {

    private Main() {}

    private static final String UNTIL_EOF = "--until-eof";

    /** @param arguments the directory for the sockets, and whether to end when standard input does */
    public static void main(String[] arguments) throws Exception {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        boolean untilEof = words.removeFirstOccurrence(UNTIL_EOF);
        if (words.size() != 1 || words.peek().isBlank()) {
            System.err.println("usage: transom.xen.sim.internal.Main [" + UNTIL_EOF
                    + "] DIRECTORY (absolute; made if it is missing)");
            System.exit(2);
        }
        try (SimDirectory directory = SimDirectory.open(words.pop())) {
            Simulator simulator = Simulator.start(directory.sockets());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "sim-stop"));
            System.out.println("ready " + directory.sockets().directory());
            if (untilEof) {
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(0);
            }
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
