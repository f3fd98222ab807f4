package transom.runtime.internal.plan;

import java.util.Optional;
import transom.features.UserError;
import transom.runtime.internal.step.Artifact;

/**
 * A bundle that an update brings.
 *
 * @param place that names it, for people
 */
public record Wanted(Artifact jar, String place) {

    /** Checks what a feature says of the jar; fails with a {@link UserError} that names both digests. */
    public static Wanted checked(Artifact jar, String place, Optional<String> sha256) {
        if (sha256.isEmpty()) {
            throw new UserError(place + " has no \"sha256\", so nobody can tell whether the jar that is there is meant;"
                    + " if it is, write \"sha256\": \"" + jar.sha256() + "\" beside the id");
        }
        if (!sha256.get().equals(jar.sha256())) {
            throw new UserError(
                    place + " must have SHA-256 " + sha256.get() + ", and the jar that is there has " + jar.sha256()
                            + "; it is another one, or damaged: copy the right one there, or correct the feature");
        }
        return new Wanted(jar, place);
    }
}
