package transom.launcher.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The demo's processes: all of them end when the demo does, the last one first, however it ends. */
final class Children implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Deque<Process> processes = new ArrayDeque<>();

    Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-stop"));
    }

    synchronized Process add(Process process) {
        processes.push(process);
        return process;
    }

    @Override
    public synchronized void close() {
        while (!processes.isEmpty()) {
            end(processes.pop());
        }
    }

    private static void end(Process process) {
        try {
            process.destroy();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
