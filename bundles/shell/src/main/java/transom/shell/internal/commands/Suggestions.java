package transom.shell.internal.commands;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant. */
public final class Suggestions {

    private static final int MOST = 3;

    private Suggestions() {}

    static String unknownCommand(String word, CommandTable table) {
        List<String> near =
                near(word, table.all().stream().map(CommandInfo::name).toList());
        return "there is no command '" + word + "'"
                + (near.isEmpty() ? "; see: help" : "; did you mean " + String.join(" or ", near) + "? See: help");
    }

    /** Up to three of the names that are like the word, the likest first. */
    public static List<String> near(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(word, name) <= Math.max(2, word.length() / 3) || endsLike(word, name))
                .sorted(Comparator.comparingInt((String name) -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** The function alone, or the start of one, was given. */
    private static boolean endsLike(String word, String name) {
        return word.length() > 1 && name.substring(name.indexOf(':') + 1).startsWith(word);
    }

    /** Levenshtein's: letters to put in, take out or change. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
