package transom.features;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.ID;

/** Writes into features what their bundles' jars are: the last thing that a build does. */
public final class Seal {

    private Seal() {}

    /** {@code REPOSITORY FOLDER...}: all features in the folders get the SHA-256 of their jars, which are in the repository. */
    public static void main(String[] args) throws IOException {
        Repository repository = new Repository(Path.of(args[0]));
        for (String folder : List.of(args).subList(1, args.length)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    Files.writeString(file, sealed(file, repository));
                }
            }
        }
    }

    private static String sealed(Path file, Repository repository) throws IOException {
        JsonObject feature = JsonText.parse(Files.readString(file));
        JsonArrayBuilder bundles = JsonText.PROVIDER.createArrayBuilder();
        for (JsonObject bundle : feature.getJsonArray("bundles").getValuesAs(JsonObject.class)) {
            ID id = new FeatureServiceImpl().getIDfromMavenCoordinates(bundle.getString("id"));
            Path jar = repository
                    .find(id)
                    .orElseThrow(() -> new UserError(file + ": '" + id + "' is not in " + repository.root()));
            bundles.add(JsonText.PROVIDER.createObjectBuilder(bundle).add(FeatureSet.SHA256, Sha256.of(jar)));
        }
        return JsonText.pretty(JsonText.PROVIDER
                .createObjectBuilder(feature)
                .add("bundles", bundles)
                .build());
    }
}
