package transom.runtime.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import transom.features.FeatureSet;
import transom.features.Repository;
import transom.features.UserError;
import transom.runtime.internal.host.Jars;
import transom.runtime.internal.plan.Wanted;

/** What the file of an update brings, every jar checked against the feature that names it. */
final class Brought {

    private Brought() {}

    /** @param home the product's folder, where features look for what they do not bring themselves; null for none */
    static List<Wanted> by(Path file, Path home) {
        if (!file.isAbsolute()) {
            throw new UserError("'" + file + "' must be an absolute path: this runs elsewhere than you do");
        }
        if (file.toString().endsWith(".jar")) {
            return List.of(new Wanted(Jars.read(file), file.toString()));
        } else if (file.toString().endsWith(".json")) {
            return byFeature(file, home);
        }
        throw new UserError("'" + file + "' must end in .json (a feature) or .jar (a bundle)");
    }

    private static List<Wanted> byFeature(Path file, Path home) {
        List<Wanted> wanted = new ArrayList<>();
        FeatureSet set = FeatureSet.read(file.getParent(), List.of(file.toString()));
        for (FeatureSet.Entry entry : set.entries(repositories(file, home))) {
            wanted.add(Wanted.checked(Jars.read(entry.file()), entry.place(), entry.sha256()));
        }
        return wanted;
    }

    /** Beside the feature, in the repository of the product that it lies in, in the product's that runs. */
    private static List<Repository> repositories(Path file, Path home) {
        List<Repository> repositories = new ArrayList<>();
        repositories.add(new Repository(file.getParent()));
        repositories.add(new Repository(file.getParent().resolveSibling("repository")));
        if (home != null) {
            repositories.add(new Repository(home.resolve("repository")));
        }
        return repositories;
    }
}
