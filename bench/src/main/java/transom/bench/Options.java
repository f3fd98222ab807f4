package transom.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What to run.
 *
 * @param which {@code micro}, {@code frames}, or null for micro and frames
 * @param times each bundle is swapped
 * @param json where the report goes, null for nowhere
 */
record Options(String which, boolean quick, int times, Path json, boolean help) {

    private static final int TIMES = 100;
    private static final int QUICK_TIMES = 5;

    static final String USAGE = """
            usage: ./transom bench [micro|frames|routes|swap] [--quick] [--times N] [--json FILE]

              micro      what runs for each event: rings, codecs, damage (JMH, with bytes allocated per call)
              frames     the demo: doorbell to draw, heap bytes and copied bytes per frame
              routes     page flips on real Xen in the lab, route by route, and QEMU's own vfb server: processor time
                         of dom0 per frame, frames a second, latency, as ratios (minutes; only when it is named)
              swap       the demo with bundles replaced while guests draw: how long the guests waited, frames missed
                         (only when it is named)
              --times    how often each bundle is swapped; 100 if nothing is said, 5 with --quick
              --quick    shorter runs, for a look; figures are rougher
              --json     where the report goes""";

    static Options parse(List<String> args) {
        String which = null;
        boolean quick = false;
        boolean help = false;
        int times = 0;
        Path json = null;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "micro", "frames", "routes", "swap" -> which = arg;
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                case "--times" -> times = count(value(rest, arg));
                case "--json" -> json = Path.of(value(rest, arg));
                default -> throw new IllegalArgumentException("unknown argument '" + arg + "'");
            }
        }
        int usual = quick ? QUICK_TIMES : TIMES;
        return new Options(which, quick, times > 0 ? times : usual, json, help);
    }

    private static String value(Iterator<String> rest, String option) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.next();
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("--times '" + text + "' must be a number above 0");
        }
        return Integer.parseInt(text);
    }

    boolean runs(String part) {
        return which == null ? part.equals("micro") || part.equals("frames") : which.equals(part);
    }
}
