package transom.features;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.feature.ID;

/** Artifacts in a folder: in Maven's layout, or side by side. */
public record Repository(Path root) {

    /** The artifact's file, if it is there. */
    public Optional<Path> find(ID id) {
        Path file = root.resolve(id.getGroupId().replace('.', '/'))
                .resolve(id.getArtifactId())
                .resolve(id.getVersion())
                .resolve(fileName(id));
        return Optional.of(file)
                .filter(Files::isRegularFile)
                .or(() -> Optional.of(root.resolve(fileName(id))).filter(Files::isRegularFile));
    }

    private static String fileName(ID id) {
        String classifier = id.getClassifier().map(c -> "-" + c).orElse("");
        return id.getArtifactId() + "-" + id.getVersion() + classifier + "."
                + id.getType().orElse("jar");
    }
}
