package transom.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.features.FeatureSet;
import transom.features.Repository;
import transom.features.Sha256;
import transom.features.state.Generation;
import transom.features.state.Happened;
import transom.features.state.Replacement;
import transom.features.state.State;
import transom.features.state.StateFolder;

/** A product of the bundles a and b, whose a was updated twice; then something happens to the state folder. */
class StartSetTest {

    private static final Happened LINE = new Happened(Instant.EPOCH, "update a", Happened.Outcome.DONE, "");

    @TempDir
    Path temporary;

    private StateFolder folder;
    private List<FeatureSet.Entry> entries;
    private Path shippedA;
    private Path shippedB;

    @BeforeEach
    void aProductThatWasUpdatedTwice() throws IOException {
        shippedA = Files.write(temporary.resolve("a-1.jar"), jar("a", "1"));
        shippedB = Files.write(temporary.resolve("b-1.jar"), jar("b", "1"));
        Files.writeString(temporary.resolve("product.json"), """
                {"feature-resource-version": "1.0", "id": "g:product:1",
                 "bundles": [{"id": "g:a:1"}, {"id": "g:b:1"}]}
                """);
        entries = FeatureSet.read(temporary, List.of("product")).entries(List.of(new Repository(temporary)));
        folder = new StateFolder(temporary.resolve("state"));
        State shipped = State.shipped(FeatureSet.identity(entries));
        State first = shipped.advanced(new Generation(0, List.of(put("1"))), List.of(put("2")), LINE);
        folder.save(first.advanced(first.current(), List.of(put("3")), LINE));
    }

    private static byte[] jar(String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name + ";singleton:=false");
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private Replacement put(String version) throws IOException {
        folder.add(jar("a", version));
        return new Replacement("a", version, Sha256.of(jar("a", version)));
    }

    private Path updated(String version) throws IOException {
        return folder.jar(Sha256.of(jar("a", version)));
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private void assertShipped(StartSet set, String... remarks) {
        assertThat(set.files()).containsExactly(shippedA, shippedB);
        assertThat(set.generation()).isZero();
        assertThat(set.remarks()).hasSameSizeAs(remarks);
        for (int i = 0; i < remarks.length; i++) {
            assertThat(set.remarks().get(i)).contains(remarks[i]);
        }
    }

    @Test
    void theLastUpdateStartsInThePlaceOfWhatItReplaced() throws IOException {
        StartSet set = StartSet.of(entries, folder);

        assertThat(set.files()).containsExactly(updated("3"), shippedB);
        assertThat(set.generation()).isEqualTo(2);
        assertThat(set.remarks()).containsExactly("update 2 is in: a 3");
    }

    @Test
    void aJarThatIsCutIsLeftOutWithItsUpdateAndTheOneBeforeStarts() throws IOException {
        cut(updated("3"));
        StartSet set = StartSet.of(entries, folder);

        assertThat(set.files()).containsExactly(updated("2"), shippedB);
        assertThat(set.generation()).isEqualTo(1);
        assertThat(set.remarks())
                .containsExactly(
                        "update 2 is not started: " + updated("3") + " is missing or damaged", "update 1 is in: a 2");
    }

    @Test
    void withoutAnyJarTheProductStartsAsItWasShipped() throws IOException {
        cut(updated("3"));
        Files.delete(updated("2"));
        Files.delete(updated("1"));

        assertShipped(StartSet.of(entries, folder), "update 2 is not started", "update 1 is not started");
    }

    @Test
    void withoutTheFolderTheProductStartsAsItWasShipped() throws IOException {
        assertShipped(StartSet.of(entries, new StateFolder(temporary.resolve("nothing"))));
    }

    @Test
    void aStateThatIsCutIsSaidAndTheProductStartsAsItWasShipped() throws IOException {
        Path file = temporary.resolve("state/state.json");
        String whole = Files.readString(file).strip();
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertShipped(StartSet.of(entries, folder), "no update is started: " + file + " is damaged");
        }
    }

    @Test
    void updatesOfAnotherProductAreNotStarted() throws IOException {
        Files.write(shippedB, jar("b", "1.1"));

        assertShipped(StartSet.of(entries, folder), "was made of other bundles");
    }
}
