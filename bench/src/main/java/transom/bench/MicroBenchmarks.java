package transom.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of this package with the allocation profiler. */
final class MicroBenchmarks {

    /** What runs for each event allocates nothing; the profiler's own noise is below this many bytes a call. */
    private static final double NOISE_BYTES = 1;

    private MicroBenchmarks() {}

    static JsonArrayBuilder run(boolean quick, Verdict verdict) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("transom\\.bench\\..*Bench")
                        .forks(1)
                        .warmupIterations(quick ? 1 : 3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 2 : 5)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        JsonArrayBuilder report = Json.createArrayBuilder();
        for (RunResult result : results) {
            report.add(one(result, verdict));
        }
        return report;
    }

    private static jakarta.json.JsonObjectBuilder one(RunResult result, Verdict verdict) {
        String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
        String boxes = result.getParams().getParam("boxes");
        String label = boxes == null ? name : name + "(" + boxes + ")";
        Result<?> time = result.getPrimaryResult();
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        System.out.printf(
                Locale.ROOT, "%-32s %12.2f %s %10.2f B/op%n", label, time.getScore(), time.getScoreUnit(), bytes);
        if (!name.startsWith("LayoutBench")) {
            verdict.atMost(label + " bytes allocated", bytes, NOISE_BYTES);
        }
        return Json.createObjectBuilder()
                .add("benchmark", label)
                .add("score", time.getScore())
                .add("unit", time.getScoreUnit())
                .add("bytesAllocated", bytes);
    }
}
