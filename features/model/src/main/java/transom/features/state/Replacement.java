package transom.features.state;

/**
 * A bundle that an update has brought.
 *
 * @param name symbolic name
 * @param version for people
 * @param sha256 of its jar, which is its name in the folder
 */
public record Replacement(String name, String version, String sha256) {}
