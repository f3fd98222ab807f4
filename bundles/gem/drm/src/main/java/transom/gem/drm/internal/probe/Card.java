package transom.gem.drm.internal.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A card's files below a root folder.
 *
 * @param root {@code /}, or a test's folder
 * @param name e.g. {@code card0}
 */
record Card(Path root, String name) {

    private static final String FOLDER = "dev/dri";

    /** All cards, in the order of their numbers. */
    static List<Card> all(Path root) {
        try (Stream<Path> nodes = Files.list(root.resolve(FOLDER))) {
            return nodes.map(node -> node.getFileName().toString())
                    .filter(name -> name.matches("card\\d{1,8}"))
                    .sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .map(name -> new Card(root, name))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring("card".length()));
    }

    /** Where its node is. */
    Path node() {
        return root.resolve(FOLDER).resolve(name);
    }

    /** The same device's render node, if it has one: sysfs lists both below the device. */
    Optional<Path> renderNode() {
        Path siblings = root.resolve("sys/class/drm").resolve(name).resolve("device/drm");
        try (Stream<Path> nodes = Files.list(siblings)) {
            return nodes.map(node -> node.getFileName().toString())
                    .filter(name -> name.matches("renderD\\d+"))
                    .map(name -> root.resolve(FOLDER).resolve(name))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** For people: where it is on the machine. */
    String path() {
        return "/" + FOLDER + "/" + name;
    }
}
