package transom.xshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line: options with a value or without, and the rest. */
record Options(Map<String, String> values, List<String> rest) {

    private static final Set<String> FLAGS = Set.of("--list", "--root", "--compare", "--help");
    private static final Set<String> VALUES = Set.of("--title", "--id", "--resize", "--wait", "--display");

    static Options parse(String... args) {
        Map<String, String> values = new HashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (FLAGS.contains(args[i])) {
                values.put(args[i], "");
            } else if (VALUES.contains(args[i])) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " needs a value");
                }
                values.put(args[i], args[++i]);
            } else if (args[i].startsWith("--")) {
                throw new IllegalArgumentException("unknown option '" + args[i] + "'");
            } else {
                rest.add(args[i]);
            }
        }
        return new Options(values, rest);
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    String get(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    int number(String option, int otherwise) {
        String text = get(option, Integer.toString(otherwise));
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " '" + text + "' is not a number", e);
        }
    }

    /** The only file that is named. */
    String file() {
        if (rest.size() != 1) {
            throw new IllegalArgumentException("name one file to write, not " + rest);
        }
        return rest.get(0);
    }
}
