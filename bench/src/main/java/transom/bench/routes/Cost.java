package transom.bench.routes;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/**
 * What frames of one kind cost.
 *
 * @param server who served them: {@code transom} or {@code qemu}
 * @param path how the presenter got the pixels
 * @param frames that the guest showed
 * @param cpu used meanwhile
 * @param copied bytes that the CPU copied a frame, as counted at the copy; negative if nobody counts
 * @param p50 microseconds from the guest's event to the draw; negative if nobody measures
 */
record Cost(
        String server,
        String protocol,
        String route,
        String path,
        String size,
        long frames,
        double seconds,
        CpuTime cpu,
        double copied,
        long p50,
        long p99) {

    double perFrame(long millis) {
        return frames == 0 ? Double.NaN : (double) millis / frames;
    }

    /** Of those who serve and show: what else dom0 does is not the frames'. */
    double servingMillisPerFrame() {
        return perFrame(cpu.backend() + cpu.xserver());
    }

    double dom0MillisPerFrame() {
        return perFrame(cpu.dom0());
    }

    double framesPerSecond() {
        return frames / seconds;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-8s %-7s %-12s %-8s %-10s %6d %8.2f %10.1f %10.1f %10.1f %12s %9s",
                server,
                protocol,
                route,
                path,
                size,
                frames,
                framesPerSecond(),
                dom0MillisPerFrame(),
                perFrame(cpu.backend()),
                perFrame(cpu.xserver()),
                copied < 0 ? "-" : String.format(Locale.ROOT, "%.0f", copied),
                p50 < 0 ? "-" : String.valueOf(p50));
    }

    static String header() {
        return String.format(
                "%-8s %-7s %-12s %-8s %-10s %6s %8s %10s %10s %10s %12s %9s",
                "server",
                "guest",
                "route",
                "path",
                "size",
                "frames",
                "frames/s",
                "dom0 ms",
                "server ms",
                "X ms",
                "bytes copied",
                "p50 us");
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("server", server)
                .add("protocol", protocol)
                .add("route", route)
                .add("path", path)
                .add("size", size)
                .add("frames", frames)
                .add("framesPerSecond", framesPerSecond())
                .add("dom0CpuMillisPerFrame", dom0MillisPerFrame())
                .add("serverCpuMillisPerFrame", perFrame(cpu.backend()))
                .add("xserverCpuMillisPerFrame", perFrame(cpu.xserver()));
        if (copied >= 0) {
            json.add("cpuBytesCopiedPerFrame", copied);
        }
        if (p50 >= 0) {
            json.add("latencyMicros", Json.createObjectBuilder().add("p50", p50).add("p99", p99));
        }
        return json.build();
    }
}
