package transom.guestfb.pv.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** This boot of the machine (drivers/char/random.c, {@code /proc/sys/kernel/random/boot_id}). */
final class Boot {

    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** Another one after each boot; after each call where the kernel does not say. */
    static String id() {
        try {
            return Files.readString(ID).strip();
        } catch (IOException e) {
            return UUID.randomUUID().toString();
        }
    }
}
