package transom.runtime.internal.step;

/**
 * A bundle goes from one jar to another.
 *
 * @param previous null if there was none
 * @param next null if there is none from now on
 */
public record Change(Artifact previous, Artifact next) {

    public String name() {
        return (next == null ? previous : next).name();
    }

    public Change inverse() {
        return new Change(next, previous);
    }

    @Override
    public String toString() {
        if (previous == null) {
            return next.label() + " (new)";
        } else if (next == null) {
            return previous.label() + " (goes)";
        } else if (previous.sha256().equals(next.sha256())) {
            return next.label() + " (the same again)";
        }
        return previous.label() + " → " + next.version() + " (" + next.sha256().substring(0, 12) + ")";
    }
}
