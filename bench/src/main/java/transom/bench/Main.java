package transom.bench;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import transom.bench.routes.RoutesBenchmark;

/** {@code ./transom bench}: runs the benchmarks, prints a table, writes JSON, and fails where a frame allocates. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.println(Options.USAGE);
            return;
        }
        JsonObjectBuilder report = Json.createObjectBuilder().add("java", System.getProperty("java.version"));
        Verdict verdict = new Verdict();
        if (options.runs("micro")) {
            report.add("micro", MicroBenchmarks.run(options.quick(), verdict));
        }
        if (options.runs("frames")) {
            report.add("frames", FrameBenchmark.run(options.quick(), verdict));
        }
        if (options.runs("routes")) {
            report.add("routes", RoutesBenchmark.run(FrameBenchmark.script(), options.quick()));
        }
        if (options.runs("swap")) {
            report.add("swaps", SwapBenchmark.run(options.times(), verdict));
        }
        report.add("failures", Json.createArrayBuilder(verdict.failures()));
        write(options.json(), report);
        verdict.failures().forEach(failure -> System.err.println("bench: FAILED " + failure));
        System.exit(verdict.failures().isEmpty() ? 0 : 1);
    }

    private static void write(Path file, JsonObjectBuilder report) throws Exception {
        if (file == null) {
            return;
        }
        JsonWriterFactory pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
        try (Writer out = Files.newBufferedWriter(file)) {
            pretty.createWriter(out).writeObject(report.build());
        }
        System.out.println("bench: wrote " + file);
    }
}
