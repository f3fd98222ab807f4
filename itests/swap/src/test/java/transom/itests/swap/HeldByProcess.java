package transom.itests.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What the kernel says that a process holds: open files, mappings, threads, memory; see proc(5). */
final class HeldByProcess {

    /** Address range, permissions, offset, device, inode, and what is mapped. */
    private static final Pattern MAPPING = Pattern.compile("\\S+ (...)(.) \\S+ \\S+ \\d+ *(.*)");

    private HeldByProcess() {}

    /** @param who names the process in front of each thing */
    static void read(String who, long pid, SortedMap<String, Long> amounts) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        files(who, proc.resolve("fd"), amounts);
        for (String line : Files.readAllLines(proc.resolve("maps"))) {
            var mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                Held.count(amounts, who + " mappings" + kindOfMapping(mapping.group(2), mapping.group(3)));
            }
        }
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("VmRSS:") || line.startsWith("RssAnon:")) {
                long kib = Long.parseLong(line.replaceAll("\\D", ""));
                amounts.put(who + (line.startsWith("VmRSS") ? " memory KiB" : " memory KiB, of its own"), kib);
            }
        }
    }

    private static String kindOfMapping(String shared, String target) {
        if (target.isEmpty() || target.startsWith("[")) {
            return " of memory";
        } else if (target.startsWith("/tmp/ffi")) {
            return " of libffi's trampolines";
        }
        return (shared.equals("s") ? ", shared: " : ", private: ") + kind(target);
    }

    private static void files(String who, Path folder, SortedMap<String, Long> amounts) throws IOException {
        try (var fds = Files.newDirectoryStream(folder)) {
            for (Path fd : fds) {
                try {
                    String target = Files.readSymbolicLink(fd).toString();
                    Held.count(amounts, who + " files: " + kind(target));
                    Held.count(amounts, who + " files");
                } catch (NoSuchFileException e) {
                    // Closed since the folder was read.
                }
            }
        }
    }

    /** Without what tells two of a kind apart: numbers, and names of files. */
    private static String kind(String target) {
        for (String kind : List.of("socket:", "pipe:", "anon_inode:")) {
            if (target.startsWith(kind)) {
                return kind.equals("anon_inode:")
                        ? target.replaceAll("[^a-z]", " ").strip()
                        : kind.replace(":", "");
            }
        }
        if (target.startsWith("/memfd:")) {
            return "memfd";
        }
        return target.startsWith("/dev/") ? target.replaceAll("\\d+", "N") : ending(target);
    }

    private static String ending(String target) {
        String name = target.replaceAll(" \\(deleted\\)$", "").replaceAll(".*/", "");
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "others" : name.substring(dot).replaceAll("\\d+", "N");
    }
}
