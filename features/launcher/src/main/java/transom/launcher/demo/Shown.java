package transom.launcher.demo;

import jakarta.json.JsonObject;

/** A row of {@code present:list}: what a presenter has shown of a guest so far; latencies in microseconds. */
record Shown(
        String presenter,
        String device,
        String guest,
        String path,
        long frames,
        long bytesCopied,
        long damagedPixels,
        long lastSequence,
        long p50,
        long p99) {

    static Shown of(JsonObject row) {
        return new Shown(
                row.getString("presenter"),
                row.getString("device"),
                row.getString("guest"),
                row.getString("path"),
                number(row, "frames"),
                number(row, "bytesCopied"),
                number(row, "damagedPixels"),
                number(row, "lastSequence"),
                number(row, "p50"),
                number(row, "p99"));
    }

    private static long number(JsonObject row, String name) {
        return row.getJsonNumber(name).longValue();
    }
}
