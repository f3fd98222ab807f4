package transom.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Our own jars in a product's repository, whatever their version. */
public record Jars(Path repository) {

    /** The newest by name of {@code transom:artifact}. */
    public Path find(String artifact) {
        Path folder = repository.resolve("transom").resolve(artifact);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new UserError("there is no jar in " + folder + "; build it: ./transom build"));
        } catch (IOException e) {
            throw new UncheckedIOException("no " + artifact + " in " + repository, e);
        }
    }
}
