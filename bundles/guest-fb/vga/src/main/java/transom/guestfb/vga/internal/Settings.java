package transom.guestfb.vga.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Checked configuration.
 *
 * @param socket where device models connect
 * @param bytes of one framebuffer, at most
 * @param devices VGAs at a time, at most
 * @param allocators names in the order of preference; empty for the default order
 */
public record Settings(Path socket, int bytes, int devices, List<String> allocators) {

    /** An allocator's largest buffer. */
    private static final int MAX_MIB = 1024;

    private static final int MAX_DEVICES = 1024;

    /** What a socket's address has room for, with its end (linux/un.h, UNIX_PATH_MAX). */
    private static final int LONGEST_PATH = 107;

    public Settings {
        allocators = List.copyOf(allocators);
    }

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    static Settings of(VgaBackend.Config config) {
        int mib = check("max.framebuffer.mib", config.max_framebuffer_mib(), MAX_MIB);
        int devices = check("max.devices", config.max_devices(), MAX_DEVICES);
        return new Settings(socket(config.socket()), mib << 20, devices, words(config.allocators()));
    }

    private static Path socket(String text) {
        try {
            Path path = Path.of(text.strip());
            if (path.isAbsolute() && path.toString().getBytes().length <= LONGEST_PATH) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("transom.guestfb.vga: socket is '" + text
                + "'; set an absolute path of at most " + LONGEST_PATH + " bytes, or leave it out for the default");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static int check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("transom.guestfb.vga: " + field + " is " + value
                    + "; set a number from 1 to " + most + ", or leave it out for the default");
        }
        return value;
    }
}
