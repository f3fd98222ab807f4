package transom.bench.routes;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Milliseconds of processor time used so far.
 *
 * @param dom0 all of dom0, as Xen counts it
 * @param backend the process that serves framebuffers: the JVM, or QEMU
 * @param xserver the X server
 */
record CpuTime(long dom0, long backend, long xserver) {

    /** A tick of /proc/PID/stat: USER_HZ is 100 on Linux (include/asm-generic/param.h). */
    private static final int MILLIS_OF_A_TICK = 10;

    /** Fields 14 and 15 of /proc/PID/stat are user and system time (proc(5)); the name, field 2, may hold blanks. */
    private static final String TICKS = "sed 's/.*) //' /proc/$1/stat | awk '{ print $12 + $13 }'";

    /** @param backendPid a shell expression */
    static CpuTime of(LabMachine lab, String backendPid) throws IOException, InterruptedException {
        String said = lab.dom0("ticks() { " + TICKS + "; };"
                + " echo dom0=$(xl list 0 | awk 'NR == 2 { print $NF * 1000 }');"
                + " echo backend=$(ticks " + backendPid + ");"
                + " echo xserver=$(ticks $(pidof Xorg))");
        Map<String, Double> values = new TreeMap<>();
        said.lines().filter(line -> line.contains("=")).forEach(line -> {
            int at = line.indexOf('=');
            values.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
        });
        return new CpuTime(
                values.get("dom0").longValue(),
                values.get("backend").longValue() * MILLIS_OF_A_TICK,
                values.get("xserver").longValue() * MILLIS_OF_A_TICK);
    }

    CpuTime minus(CpuTime before) {
        return new CpuTime(dom0 - before.dom0, backend - before.backend, xserver - before.xserver);
    }
}
