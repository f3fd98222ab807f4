package transom.bench.routes;

import jakarta.json.JsonObject;
import java.io.IOException;

/** Page flips of a guest with vdispl on one route. */
final class FlipBench {

    /** The JVM's process in dom0. */
    static final String JVM = "$(cat /run/transom/ready)";

    /** Shaders are compiled and classes loaded with these; they are not counted. */
    private static final int WARM_UP = 5;

    private final LabMachine lab;
    private final String size;
    private final int flips;

    FlipBench(LabMachine lab, String size, int flips) {
        this.lab = lab;
        this.size = size;
        this.flips = flips;
    }

    /**
     * The guest does not draw between flips: it would take processor time that dom0 wants.
     *
     * @param routes what the configuration allows, empty for all
     */
    Cost measure(String guest, String routes) throws IOException, InterruptedException {
        lab.destroy(guest);
        lab.shell("transom:config transom.guestfb.pv routes=" + routes);
        try {
            lab.lab("guest", "pvh", guest, size);
            lab.lab("guest", "kms", guest, "open", "0");
            lab.lab("guest", "kms", guest, "flip", "0", String.valueOf(WARM_UP));
            return flipping(guest, "dom" + lab.dom0("xl domid " + guest) + "/vdispl0:0");
        } finally {
            lab.destroy(guest);
            lab.shell("transom:config transom.guestfb.pv routes=");
        }
    }

    private Cost flipping(String guest, String device) throws IOException, InterruptedException {
        JsonObject shownBefore = lab.row("present:list", device);
        CpuTime before = CpuTime.of(lab, JVM);
        String said = lab.lab("guest", "kms", guest, "flip", "0", String.valueOf(flips), "nodraw");
        CpuTime used = CpuTime.of(lab, JVM).minus(before);
        JsonObject shown = lab.row("present:list", device);
        long frames = number(shown, "frames") - number(shownBefore, "frames");
        long copied = number(shown, "bytesCopied") - number(shownBefore, "bytesCopied");
        JsonObject display = lab.row("fb:list", device);
        return new Cost(
                "transom",
                display.getString("protocol"),
                display.getString("route"),
                shown.getString("path"),
                size,
                Long.parseLong(LabMachine.value(said, "flips")),
                Double.parseDouble(LabMachine.value(said, "seconds")),
                used,
                frames == 0 ? 0 : (double) copied / frames,
                number(shown, "p50"),
                number(shown, "p99"));
    }

    private static long number(JsonObject row, String name) {
        return row.getJsonNumber(name).longValue();
    }
}
