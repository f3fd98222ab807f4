package transom.bench.routes;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./transom bench routes}: back-grant against upload, and Transom against QEMU with the same vfb guest. */
public final class RoutesBenchmark {

    private static final String SIZE = "1920x1080";

    private RoutesBenchmark() {}

    /**
     * The lab must run, or is started.
     *
     * @param script that {@code ./transom} is
     */
    public static JsonObject run(String script, boolean quick) throws IOException, InterruptedException {
        LabMachine lab = new LabMachine(script);
        lab.lab("up");
        List<Cost> costs = new ArrayList<>();
        FlipBench flips = new FlipBench(lab, SIZE, quick ? 10 : 60);
        System.out.println(Cost.header());
        say(costs, flips.measure("bench-grant", ""));
        say(costs, flips.measure("bench-upload", "upload"));
        VfbBench vfb = new VfbBench(lab, SIZE, quick ? 20 : 60);
        say(costs, vfb.byTransom());
        say(costs, vfb.byQemu());
        JsonArrayBuilder rows = Json.createArrayBuilder();
        costs.forEach(cost -> rows.add(cost.json()));
        return Json.createObjectBuilder()
                .add("rows", rows)
                .add("ratios", ratios(costs.get(0), costs.get(1), costs.get(2), costs.get(3)))
                .build();
    }

    private static void say(List<Cost> costs, Cost cost) {
        costs.add(cost);
        System.out.println(cost.line());
    }

    private static JsonObjectBuilder ratios(Cost grant, Cost upload, Cost transom, Cost qemu) {
        JsonObjectBuilder ratios = Json.createObjectBuilder();
        ratio(
                ratios,
                "dom0CpuPerFrame." + grant.route() + "/" + upload.route(),
                grant.dom0MillisPerFrame(),
                upload.dom0MillisPerFrame());
        ratio(
                ratios,
                "framesPerSecond." + grant.route() + "/" + upload.route(),
                grant.framesPerSecond(),
                upload.framesPerSecond());
        ratio(ratios, "latencyP50." + grant.route() + "/" + upload.route(), grant.p50(), upload.p50());
        ratio(ratios, "servingCpuPerFrame.transom/qemu", transom.servingMillisPerFrame(), qemu.servingMillisPerFrame());
        ratio(ratios, "dom0CpuPerFrame.transom/qemu", transom.dom0MillisPerFrame(), qemu.dom0MillisPerFrame());
        ratio(ratios, "framesPerSecond.transom/qemu", transom.framesPerSecond(), qemu.framesPerSecond());
        return ratios;
    }

    private static void ratio(JsonObjectBuilder ratios, String name, double one, double other) {
        double ratio = one / other;
        if (Double.isFinite(ratio)) {
            ratios.add(name, ratio);
            System.out.printf(Locale.ROOT, "%-50s %.2f%n", name, ratio);
        } else {
            ratios.addNull(name);
        }
    }
}
