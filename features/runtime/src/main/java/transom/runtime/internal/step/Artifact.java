package transom.runtime.internal.step;

/**
 * A bundle's jar, in memory: what was checked is what is installed, whatever becomes of the file.
 *
 * @param name symbolic name
 * @param sha256 of the bytes
 * @param bytes nobody changes them
 */
public record Artifact(String name, String version, String sha256, byte[] bytes) {

    /** Name and version, as people see them. */
    public String label() {
        return name + " " + version;
    }

    @Override
    public String toString() {
        return label() + " (" + sha256 + ")";
    }
}
