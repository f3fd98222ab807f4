package transom.shell.internal.shell;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;

/** What threads have allocated, as HotSpot counts it. */
final class Allocations {

    private Allocations() {}

    /** Heap bytes since the thread started; -1 where the JVM does not count. */
    record Allocation(String thread, long bytes) {}

    static List<Allocation> byThread() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Allocation> all = new ArrayList<>();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null) {
                all.add(new Allocation(infos[i].getThreadName(), bytes[i]));
            }
        }
        return all;
    }
}
