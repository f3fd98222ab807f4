package transom.linux;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread takes from the heap. */
final class Heap {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Heap() {}

    /** Bytes per run, once it is warm. */
    static double bytesOf(int runs, Runnable task) {
        for (int i = 0; i < runs; i++) {
            task.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            task.run();
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / runs;
    }
}
