package transom.launcher.update;

import java.nio.file.Path;
import transom.features.UserError;

/** Arguments in a line for Gogo. */
final class Quoted {

    private Quoted() {}

    /** In single quotes, in which Gogo changes nothing. */
    static String path(Path path) {
        if (path.toString().contains("'")) {
            throw new UserError("'" + path + "' has a quote in its name, which the shell cannot take; rename it");
        }
        return "'" + path + "'";
    }

    /** A word that a person gave. */
    static String word(String word) {
        if (!word.matches("[A-Za-z0-9._-]+")) {
            throw new UserError("'" + word + "' is no name: letters, digits, '.', '_' and '-' are");
        }
        return word;
    }
}
