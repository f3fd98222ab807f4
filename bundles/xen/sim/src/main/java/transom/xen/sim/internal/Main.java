package transom.xen.sim.internal;

import java.util.concurrent.CountDownLatch;
import transom.xen.sim.internal.machine.Simulator;

/** The simulator in a process of its own: {@code java … transom.xen.sim.internal.Main DIRECTORY}. */
public final class Main {

    private Main() {}

    /** @param arguments the directory for the sockets */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1 || arguments[0].isBlank()) {
            System.err.println("usage: transom.xen.sim.internal.Main DIRECTORY (absolute; made if it is missing)");
            System.exit(2);
        }
        try (SimDirectory directory = SimDirectory.open(arguments[0])) {
            Simulator simulator = Simulator.start(directory.sockets());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "sim-stop"));
            System.out.println("ready " + directory.sockets().directory());
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
