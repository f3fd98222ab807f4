package transom.gem;

/** What a pixel looks like and how pixels are arranged. */
public record Format(Fourcc fourcc, Modifier modifier) {

    /** Pixels row after row. */
    public static Format linear(Fourcc fourcc) {
        return new Format(fourcc, Modifier.LINEAR);
    }

    @Override
    public String toString() {
        return fourcc + "/" + modifier;
    }
}
