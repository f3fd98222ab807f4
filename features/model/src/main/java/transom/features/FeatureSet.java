package transom.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureConfiguration;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.service.feature.ID;

/**
 * Features put together. A feature names those that it builds on in its extension {@value #INCLUDE} (type text); they
 * come before it, each once.
 */
public final class FeatureSet {

    /** The extension that lists included features by name. */
    public static final String INCLUDE = "transom.include";

    /** What a bundle's entry says of its jar: the SHA-256, in hexadecimal. */
    public static final String SHA256 = "sha256";

    /**
     * A bundle that a feature names.
     *
     * @param sha256 what the feature says of the file
     * @param place where the feature names it, for people
     */
    public record Entry(ID id, Path file, Optional<String> sha256, String place) {}

    private final Path folder;
    private final FeatureReader reader = new FeatureReader();
    private final Map<Path, Feature> features = new LinkedHashMap<>();
    private final List<Path> including = new ArrayList<>();

    private FeatureSet(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads features and what they include.
     *
     * @param folder where names are looked up
     * @param names of features in the folder, or paths of files that end in {@code .json}
     */
    public static FeatureSet read(Path folder, List<String> names) {
        FeatureSet set = new FeatureSet(folder);
        names.forEach(name -> set.add(name, "--feature"));
        return set;
    }

    private void add(String name, String wantedBy) {
        Path file = name.endsWith(".json") ? Path.of(name) : folder.resolve(name + ".json");
        if (features.containsKey(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError(wantedBy + ": there is no feature '" + name + "' (" + file + "); there are "
                    + String.join(", ", known()) + ", or give the path of a file that ends in .json");
        }
        if (including.contains(file)) {
            throw new UserError(wantedBy + ": feature '" + name + "' includes itself; take it out of a " + INCLUDE);
        }
        including.add(file);
        Feature feature = reader.read(file);
        FeatureExtension include = feature.getExtensions().get(INCLUDE);
        if (include != null) {
            include.getText().forEach(included -> add(included, file + ": " + INCLUDE));
        }
        including.remove(file);
        features.put(file, feature);
    }

    private List<String> known() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("features in " + folder, e);
        }
    }

    /** The bundles' files, in the order in which they start. */
    public List<Path> bundles(Repository repository) {
        return entries(List.of(repository)).stream().map(Entry::file).toList();
    }

    /** The bundles, in the order in which they start; each is in the first of the repositories that has it. */
    public List<Entry> entries(List<Repository> repositories) {
        Map<String, Entry> found = new LinkedHashMap<>();
        features.forEach((file, feature) -> {
            List<FeatureBundle> bundles = feature.getBundles();
            for (int i = 0; i < bundles.size(); i++) {
                String place =
                        file + ": bundles[" + i + "].id '" + bundles.get(i).getID() + "'";
                Entry entry = entry(bundles.get(i), place, repositories);
                found.put(entry.id().toString(), entry);
            }
        });
        return List.copyOf(found.values());
    }

    /**
     * Says which product these bundles are, in hexadecimal: other bundles, or other contents, have another one. Contents are
     * told apart by the digests in the features; where there is none, by size and time of the file.
     */
    public static String identity(List<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            String content = entry.sha256().isPresent()
                    ? entry.sha256().get()
                    : Files.size(entry.file()) + " " + Files.getLastModifiedTime(entry.file());
            text.append(entry.id()).append(' ').append(content).append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Entry entry(FeatureBundle bundle, String place, List<Repository> repositories) {
        Path jar = repositories.stream()
                .flatMap(repository -> repository.find(bundle.getID()).stream())
                .findFirst()
                .orElseThrow(() -> new UserError(place + " is not in "
                        + repositories.stream()
                                .map(repository -> repository.root().toString())
                                .collect(Collectors.joining(" or "))
                        + "; build it (./transom build) or correct the id"));
        Object digest = bundle.getMetadata().get(SHA256);
        return new Entry(bundle.getID(), jar, Optional.ofNullable(digest).map(Object::toString), place);
    }

    /** All configurations; a later feature's values replace an earlier one's of the same PID and name. */
    public Map<String, Map<String, Object>> configurations() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Feature feature : features.values()) {
            for (FeatureConfiguration configuration :
                    feature.getConfigurations().values()) {
                all.computeIfAbsent(configuration.getPid(), pid -> new LinkedHashMap<>())
                        .putAll(configuration.getValues());
            }
        }
        return all;
    }
}
