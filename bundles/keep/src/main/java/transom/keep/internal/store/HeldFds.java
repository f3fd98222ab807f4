package transom.keep.internal.store;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/**
 * The descriptors that this process holds, by name, in a place that no bundle's update and no framework's restart touches: the
 * system properties. The descriptors themselves are nobody's object, and the process's end closes them.
 *
 * <p><b>Owner:</b> of each descriptor, from {@link #add} to {@link #remove}. <b>Thread:</b> one at a time.
 */
final class HeldFds {

    private static final String PREFIX = "transom.keep.fd.";
    private static final String TAKEN = "transom.keep.taken";

    /** SD_LISTEN_FDS_START of sd_listen_fds(3). */
    private static final int FIRST = 3;

    private final Properties process;
    private final Map<String, Fd> fds = new TreeMap<>();

    /** @param process {@link System#getProperties}, or a test's own */
    HeldFds(Properties process) {
        this.process = process;
        for (String property : process.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                fds.put(property.substring(PREFIX.length()), Fd.adopt(Integer.parseInt(process.getProperty(property))));
            }
        }
    }

    /**
     * Takes over what this process was started with, once in its life.
     *
     * @return how many
     */
    int takeInherited(Map<String, String> environment, long pid) {
        if (process.setProperty(TAKEN, "true") != null
                || !environment.getOrDefault("LISTEN_PID", "").equals(Long.toString(pid))) {
            return 0;
        }
        int count = Integer.parseInt(environment.getOrDefault("LISTEN_FDS", "0"));
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        for (int i = 0; i < count; i++) {
            Fd fd;
            try {
                fd = Fd.inherited(FIRST + i);
            } catch (ErrnoException e) {
                throw new IllegalStateException("LISTEN_FDS=" + count + ": " + e.getMessage(), e);
            }
            add(i < names.length ? names[i] : "unknown", fd);
        }
        return count;
    }

    /** Null if there is none of that name. <b>Owner:</b> this, still. */
    Fd get(String name) {
        return fds.get(name);
    }

    /** Holds it, in the place of an earlier one, which is closed. */
    void add(String name, Fd fd) {
        process.setProperty(PREFIX + name, Integer.toString(fd.fd()));
        Fd before = fds.put(name, fd);
        if (before != null) {
            before.close();
        }
    }

    /** Whether there was one, which is closed now. */
    boolean remove(String name) {
        Fd before = fds.remove(name);
        process.remove(PREFIX + name);
        if (before != null) {
            before.close();
        }
        return before != null;
    }

    /** In their order. */
    Set<String> names() {
        return fds.keySet();
    }

    /** What the names take in LISTEN_FDNAMES, with their colons. */
    int namesLength() {
        return fds.keySet().stream().collect(Collectors.summingInt(name -> name.length() + 1));
    }
}
