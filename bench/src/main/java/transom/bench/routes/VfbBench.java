package transom.bench.routes;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** One PV guest with a stock vfb line that paints all the time, served by Transom or by QEMU. */
final class VfbBench {

    /** QEMU's process in dom0. */
    private static final String QEMU = "$(pgrep -f -o 'qemu-system.*-xen-domid')";

    /** Where guest-pvq.cfg.in puts its VNC server: 5900 and its number 9. */
    private static final int VNC_PORT = 5909;

    private static final String NAME = "bench-vfb";

    private final LabMachine lab;
    private final String size;
    private final int seconds;

    VfbBench(LabMachine lab, String size, int seconds) {
        this.lab = lab;
        this.size = size;
        this.seconds = seconds;
    }

    /** In a window of dom0's X server. */
    Cost byTransom() throws IOException, InterruptedException {
        lab.destroy(NAME);
        try {
            lab.lab("guest", "pv", NAME, size);
            String device = "dom" + lab.dom0("xl domid " + NAME) + "/vfb0";
            lab.lab("guest", "paint", NAME, "run", "1");
            JsonObject before = lab.row("present:list", device);
            Painting painting = painting(FlipBench.JVM);
            JsonObject shown = lab.row("present:list", device);
            long frames = number(shown, "frames") - number(before, "frames");
            long copied = number(shown, "bytesCopied") - number(before, "bytesCopied");
            return new Cost(
                    "transom",
                    "vfb",
                    lab.row("fb:list", device).getString("route"),
                    shown.getString("path"),
                    size,
                    painting.frames(),
                    painting.seconds(),
                    painting.cpu(),
                    frames == 0 ? 0 : (double) copied / frames,
                    number(shown, "p50"),
                    number(shown, "p99"));
        } finally {
            lab.destroy(NAME);
        }
    }

    /** With a VNC viewer that takes every picture; the viewer's own time is nobody's. */
    Cost byQemu() throws IOException, InterruptedException {
        lab.destroy(NAME);
        // Both would take the framebuffer.
        lab.dom0("transom-service stop");
        try {
            lab.lab("guest", "pvq", NAME, size);
            lab.lab("guest", "paint", NAME, "run", "1");
            lab.dom0("setsid /lab/vnc-client " + VNC_PORT
                    + " </dev/null >/var/log/vnc-client.log 2>&1 & echo $! >/run/vnc-client.pid");
            Painting painting = painting(QEMU);
            lab.dom0("kill $(cat /run/vnc-client.pid)");
            return new Cost(
                    "qemu",
                    "vfb",
                    "foreign map",
                    "vnc",
                    size,
                    painting.frames(),
                    painting.seconds(),
                    painting.cpu(),
                    -1,
                    -1,
                    -1);
        } finally {
            lab.destroy(NAME);
            lab.dom0("transom-service start");
        }
    }

    /** What the guest painted in a while, and the processor time that it cost dom0. */
    private record Painting(long frames, double seconds, CpuTime cpu) {}

    private Painting painting(String backendPid) throws IOException, InterruptedException {
        // Reading a frame's number takes the guest a while, so the rate is measured from the one to the other.
        long firstRead = System.nanoTime();
        long first = frame();
        CpuTime before = CpuTime.of(lab, backendPid);
        long started = System.nanoTime();
        lab.dom0("sleep " + seconds);
        CpuTime used = CpuTime.of(lab, backendPid).minus(before);
        double passed = (System.nanoTime() - started) / 1e9;
        long lastRead = System.nanoTime();
        double rate = (frame() - first) / ((lastRead - firstRead) / 1e9);
        return new Painting(Math.round(rate * passed), passed, used);
    }

    /** The number of the picture in the guest's framebuffer, from its first row: see native/painter/pattern.h. */
    private long frame() throws IOException, InterruptedException {
        String said = lab.lab("guest", "run", NAME, "hexdump -v -n 1024 -e '32/1 \"%02x\" \"\\n\"' /dev/fb0");
        List<String> blocks = said.lines().filter(line -> line.length() == 64).toList();
        return FrameBlocks.number(blocks);
    }

    private static long number(JsonObject row, String name) {
        return row.getJsonNumber(name).longValue();
    }
}
