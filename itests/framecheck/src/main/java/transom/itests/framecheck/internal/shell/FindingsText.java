package transom.itests.framecheck.internal.shell;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import transom.itests.framecheck.internal.check.Findings;

/** What was found, for people and for programs. */
final class FindingsText {

    private FindingsText() {}

    static String line(Findings f) {
        return "%s '%s' %s: %d frames of %d lives, numbers %s to %s; %d missing, %d repeated, %d backward; %d bad pixels in %d frames%s%s"
                .formatted(
                        f.device(),
                        f.guest(),
                        f.mode(),
                        f.frames(),
                        f.lives(),
                        f.firstNumber(),
                        f.lastNumber(),
                        f.missing(),
                        f.repeated(),
                        f.backward(),
                        f.badPixels(),
                        f.badFrames(),
                        f.firstBad() == null ? "" : ", the first in " + f.firstBad(),
                        f.problem() == null ? "" : "; not compared: " + f.problem());
    }

    /** An object with the record's own names. */
    static String json(Findings f) {
        return Arrays.stream(Findings.class.getRecordComponents())
                .map(component -> '"' + component.getName() + "\":" + value(component, f))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(RecordComponent component, Findings findings) {
        Object value;
        try {
            value = component.getAccessor().invoke(findings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
        return value instanceof String text ? quote(text) : String.valueOf(value);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c > 0x7e) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
