package transom.itests.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a bad release of each bundle that it is told, one for each fault: {@code NAME-FAULT.jar}. */
public final class BadReleases {

    private BadReleases() {}

    /** @param arguments the folder to write into, which is there, and symbolic names of bundles of the dist */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            for (Fault fault : Fault.values()) {
                String name = arguments[i] + "-" + fault.name().toLowerCase(Locale.ROOT) + ".jar";
                write(arguments[i], fault, folder.resolve(name));
            }
        }
    }

    /** Writes one, of the version after the one in the dist. */
    public static Path write(String bundle, Fault fault, Path file) throws IOException {
        return fault.into(new Rewritten(Dist.jar(bundle)).version("0.1.1")).write(file);
    }
}
