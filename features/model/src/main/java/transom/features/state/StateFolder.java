package transom.features.state;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import transom.features.JsonText;
import transom.features.Sha256;
import transom.features.UserError;

/**
 * The folder with {@code state.json} and, in {@code jars}, the jars that it names, each called by its SHA-256. Only its
 * owner may write there: what lies in it is run.
 *
 * <p><b>Thread:</b> one at a time, of one process.
 */
public final class StateFolder {

    private final Path folder;
    private final Path jars;
    private final DurableFiles files;

    public StateFolder(Path folder) {
        this(folder, step -> {});
    }

    /** @param before is told each step of writing before it is done */
    StateFolder(Path folder, Consumer<String> before) {
        this.folder = folder.toAbsolutePath();
        this.jars = this.folder.resolve("jars");
        this.files = new DurableFiles(before);
    }

    public Path path() {
        return folder;
    }

    private Path file() {
        return folder.resolve("state.json");
    }

    /** What is on disk, if there is something. A file that is not ours, or damaged, is a {@link UserError}. */
    public Optional<State> load() {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonText.parse(Files.readString(file()));
            if (StateText.version(json) != StateText.VERSION) {
                throw new UserError(file() + " has version " + StateText.version(json) + ", and this Transom knows "
                        + StateText.VERSION + "; move it away to start without its updates");
            }
            return Optional.of(StateText.parse(json));
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | ArithmeticException
                | DateTimeException
                | IllegalArgumentException e) {
            throw new UserError(
                    file() + " is damaged (" + e.getMessage() + "); move it away to start without its updates");
        } catch (IOException e) {
            throw new UserError(file() + " cannot be read: " + e);
        }
    }

    /** Replaces what is on disk, then deletes the jars that nothing names any more. */
    public void save(State state) throws IOException {
        create();
        files.replace(file(), StateText.of(state).getBytes(StandardCharsets.UTF_8));
        sweep(state);
    }

    /** Puts a jar there, if it is not; {@link #save} must name it, or the next one deletes it. */
    public Path add(byte[] jar) throws IOException {
        create();
        Path target = jar(Sha256.of(jar));
        if (!Files.exists(target) || !Sha256.of(target).equals(Sha256.of(jar))) {
            files.replace(target, jar);
        }
        return target;
    }

    /** Where the jar with this digest lies, or would. */
    public Path jar(String sha256) {
        return jars.resolve(sha256 + ".jar");
    }

    /** Whether the jar is there as it was put. */
    public boolean isWhole(String sha256) throws IOException {
        return Files.isRegularFile(jar(sha256)) && Sha256.of(jar(sha256)).equals(sha256);
    }

    private void create() throws IOException {
        if (!Files.isDirectory(jars)) {
            Files.createDirectories(
                    jars, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            DurableFiles.fsync(folder);
            DurableFiles.fsync(folder.getParent());
        }
    }

    private void sweep(State state) throws IOException {
        Set<Path> named = Stream.concat(Stream.of(state.current()), state.earlier().stream())
                .flatMap(generation -> generation.replacements().stream())
                .map(replacement -> jar(replacement.sha256()))
                .collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(jars)) {
            for (Path jar : all.filter(path -> !named.contains(path)).toList()) {
                Files.delete(jar);
            }
        }
    }
}
