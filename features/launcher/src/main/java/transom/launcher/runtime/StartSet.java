package transom.launcher.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import transom.features.FeatureSet;
import transom.features.UserError;
import transom.features.state.Generation;
import transom.features.state.Replacement;
import transom.features.state.State;
import transom.features.state.StateFolder;

/**
 * What starts: the features' bundles, with what the last good update has brought in the place of some, or after them.
 * Something starts in any case: updates that are damaged, or were made of another product, are left out, and that is said.
 *
 * @param base which product the features' bundles are
 * @param generation of the updates, 0 for none
 * @param remarks for people
 */
record StartSet(List<Path> files, String base, long generation, List<String> remarks) {

    static StartSet of(List<FeatureSet.Entry> entries, StateFolder folder) throws IOException {
        String base = FeatureSet.identity(entries);
        List<String> remarks = new ArrayList<>();
        Optional<Generation> found = load(folder, remarks).flatMap(state -> choose(state, base, folder, remarks));
        if (found.isEmpty()) {
            return new StartSet(entries.stream().map(FeatureSet.Entry::file).toList(), base, 0, remarks);
        }
        Generation generation = found.get();
        remarks.add("update " + generation.number() + " is in: "
                + String.join(
                        ", ",
                        generation.replacements().stream()
                                .map(r -> r.name() + " " + r.version())
                                .toList()));
        return new StartSet(files(entries, generation, folder), base, generation.number(), remarks);
    }

    private static Optional<State> load(StateFolder folder, List<String> remarks) {
        try {
            return folder.load();
        } catch (UserError e) {
            remarks.add("no update is started: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The latest whose jars are as they were put. */
    private static Optional<Generation> choose(State state, String base, StateFolder folder, List<String> remarks) {
        if (state.current().number() == 0) {
            return Optional.empty();
        }
        if (!state.base().equals(base)) {
            remarks.add("update " + state.current().number() + " in " + folder.path()
                    + " was made of other bundles than these features name, so it is not started");
            return Optional.empty();
        }
        for (Generation generation : Stream.concat(Stream.of(state.current()), state.earlier().stream())
                .toList()) {
            if (generation.number() == 0) {
                return Optional.empty();
            }
            Optional<Replacement> damaged = generation.replacements().stream()
                    .filter(replacement -> !isWhole(folder, replacement))
                    .findFirst();
            if (damaged.isEmpty()) {
                return Optional.of(generation);
            }
            remarks.add("update " + generation.number() + " is not started: "
                    + folder.jar(damaged.get().sha256()) + " is missing or damaged");
        }
        return Optional.empty();
    }

    private static boolean isWhole(StateFolder folder, Replacement replacement) {
        try {
            return folder.isWhole(replacement.sha256());
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> files(List<FeatureSet.Entry> entries, Generation generation, StateFolder folder)
            throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (FeatureSet.Entry entry : entries) {
            files.put(symbolicName(entry.file()), entry.file());
        }
        // In the place of the shipped one, which the map keeps; else at the end.
        generation
                .replacements()
                .forEach(replacement -> files.put(replacement.name(), folder.jar(replacement.sha256())));
        return List.copyOf(files.values());
    }

    private static String symbolicName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String header =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return header == null ? jar.toString() : header.split(";", 2)[0].strip();
        }
    }
}
