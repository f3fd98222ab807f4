package transom.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What to run.
 *
 * @param which {@code micro}, {@code frames}, or null for micro and frames
 * @param json where the report goes, null for nowhere
 */
record Options(String which, boolean quick, Path json, boolean help) {

    static final String USAGE = """
            usage: ./transom bench [micro|frames|routes] [--quick] [--json FILE]

              micro      what runs for each event: rings, codecs, damage (JMH, with bytes allocated per call)
              frames     the demo: doorbell to draw, heap bytes and copied bytes per frame
              routes     page flips on real Xen in the lab, route by route, and QEMU's own vfb server: processor time
                         of dom0 per frame, frames a second, latency, as ratios (minutes; only when it is named)
              --quick    shorter runs, for a look; figures are rougher
              --json     where the report goes""";

    static Options parse(List<String> args) {
        String which = null;
        boolean quick = false;
        boolean help = false;
        Path json = null;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "micro", "frames", "routes" -> which = arg;
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                case "--json" -> json = Path.of(value(rest, arg));
                default -> throw new IllegalArgumentException("unknown argument '" + arg + "'");
            }
        }
        return new Options(which, quick, json, help);
    }

    private static String value(Iterator<String> rest, String option) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " wants a file");
        }
        return rest.next();
    }

    boolean runs(String part) {
        return which == null ? !part.equals("routes") : which.equals(part);
    }
}
