package transom.shell.internal.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The level of the logger {@code transom}. */
final class LogLevels {

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private LogLevels() {}

    static String current() {
        return logger().getEffectiveLevel().toString().toLowerCase(Locale.ROOT);
    }

    static void change(String level) {
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException("LEVEL '" + level + "' must be one of " + String.join(", ", LEVELS));
        }
        logger().setLevel(Level.valueOf(level.toUpperCase(Locale.ROOT)));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("transom");
    }
}
