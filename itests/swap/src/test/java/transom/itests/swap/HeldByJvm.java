package transom.itests.swap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM says that it holds, after a garbage collection: heap, objects by class, class loaders, classes, threads by name.
 * Asked by jcmd, which adds nothing to that JVM but its thread {@code Attach Listener}, once.
 */
final class HeldByJvm {

    private static final String ASKED = "GC.run\nGC.run\nGC.class_histogram\nVM.classloader_stats\nThread.print";

    /** Of the histogram: rank, instances, bytes, class. */
    private static final Pattern OBJECTS = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /** The histogram's last line. */
    private static final Pattern HEAP = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Of the loaders: loader, parent, CLD, classes, two sizes, type; hidden classes have a line each without a loader. */
    private static final Pattern LOADER =
            Pattern.compile("0x\\p{XDigit}+\\s+0x\\p{XDigit}+\\s+0x\\p{XDigit}+\\s+(\\d+)\\s+\\d+\\s+\\d+\\s+(\\S+)");

    private static final Pattern HIDDEN = Pattern.compile("\\s+(\\d+)\\s+\\d+\\s+\\d+\\s+\\+ hidden classes");

    private static final Pattern THREAD = Pattern.compile("\"(.*)\" #\\d+ .*");

    /** Threads that come and go as the JDK needs them. */
    private static final String AS_NEEDED = ".*CompilerThread.*|ForkJoinPool\\.commonPool-.*|process reaper";

    private HeldByJvm() {}

    /**
     * Reads it.
     *
     * @param objects gets the number of objects of each class
     */
    static void read(long pid, SortedMap<String, Long> amounts, SortedMap<String, Long> objects) throws IOException {
        for (String line : jcmd(pid).lines().toList()) {
            Matcher found = OBJECTS.matcher(line);
            if (found.matches()) {
                Held.add(objects, found.group(3), Long.parseLong(found.group(1)));
            } else if ((found = HEAP.matcher(line)).matches()) {
                amounts.put("heap KiB after GC", Long.parseLong(found.group(1)) / 1024);
            } else if ((found = LOADER.matcher(line)).matches()) {
                Held.add(amounts, "classes", Long.parseLong(found.group(1)));
                Held.count(amounts, "class loaders: " + found.group(2).replaceAll(".*[.$]", ""));
            } else if ((found = HIDDEN.matcher(line)).matches()) {
                Held.add(amounts, "classes, hidden", Long.parseLong(found.group(1)));
            } else if ((found = THREAD.matcher(line)).matches()
                    && !found.group(1).matches(AS_NEEDED)) {
                Held.count(amounts, "threads");
                Held.count(amounts, "threads: " + found.group(1).replaceAll("[0-9]+", "N"));
            }
        }
        if (!amounts.containsKey("heap KiB after GC") || !amounts.containsKey("classes")) {
            throw new IllegalStateException("jcmd " + pid + " does not say what was asked");
        }
    }

    private static String jcmd(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), ASKED)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Which classes have the most objects more than before, the first ones. */
    static String growth(SortedMap<String, Long> before, SortedMap<String, Long> after) {
        SortedMap<String, Long> more = new TreeMap<>();
        after.forEach((name, count) -> more.put(name, count - before.getOrDefault(name, 0L)));
        StringBuilder text = new StringBuilder();
        more.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .limit(25)
                .forEach(entry -> text.append("\n  +")
                        .append(entry.getValue())
                        .append(' ')
                        .append(entry.getKey()));
        return text.toString();
    }
}
