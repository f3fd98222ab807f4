package transom.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureSetTest {

    @TempDir
    Path folder;

    private Repository repository;

    @BeforeEach
    void aRepository() throws IOException {
        repository = new Repository(folder.resolve("repository"));
        for (String name : List.of("a", "b", "c")) {
            Path jar = folder.resolve("repository/g/" + name + "/1/" + name + "-1.jar");
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }
        feature("base", "\"bundles\": [{\"id\": \"g:a:1\"}], \"configurations\": {\"p\": {\"x\": \"base\", \"y\": 1}}");
        feature(
                "top",
                "\"bundles\": [{\"id\": \"g:b:1\"}, {\"id\": \"g:a:1\"}], \"configurations\": {\"p\": {\"x\": \"top\"}},"
                        + including("base"));
    }

    private static String including(String name) {
        return "\"extensions\": {\"transom.include\": {\"kind\": \"mandatory\", \"type\": \"text\", \"text\": [\""
                + name + "\"]}}";
    }

    private void feature(String name, String rest) throws IOException {
        file(name, "{\"feature-resource-version\": \"1.0\", \"id\": \"g:" + name + ":1\", " + rest + "}");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), text);
    }

    private FeatureSet read(String... names) {
        return FeatureSet.read(folder, List.of(names));
    }

    @Test
    void includedBundlesComeFirstAndOnce() {
        assertThat(read("top", "base").bundles(repository))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a-1.jar", "b-1.jar");
    }

    @Test
    void laterValuesReplaceEarlierOnes() {
        Map<String, Object> values = read("top").configurations().get("p");

        assertThat(values).containsEntry("x", "top").containsKey("y");
    }

    @Test
    void anUnknownFeatureIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> read("tpo"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'tpo'")
                .hasMessageContaining("base, top");
    }

    @Test
    void aMissingArtifactIsNamedWithItsPlace() throws IOException {
        feature("broken", "\"bundles\": [{\"id\": \"g:a:1\"}, {\"id\": \"g:z:1\"}]");

        assertThatThrownBy(() -> read("broken").bundles(repository))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("broken.json: bundles[1].id 'g:z:1'");
    }

    @Test
    void anEntrySaysWhatItsFileMustBe() throws IOException {
        String digest = "ab".repeat(32);
        feature("sealed", "\"bundles\": [{\"id\": \"g:a:1\", \"sha256\": \"" + digest + "\"}, {\"id\": \"g:b:1\"}]");
        List<FeatureSet.Entry> entries = read("sealed").entries(List.of(repository));

        assertThat(entries).extracting(FeatureSet.Entry::sha256).containsExactly(Optional.of(digest), Optional.empty());
        feature("typo", "\"bundles\": [{\"id\": \"g:a:1\", \"sha256\": \"abc\"}]");
        assertThatThrownBy(() -> read("typo"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bundles[0].sha256")
                .hasMessageContaining("\"abc\"");
    }

    @Test
    void aProductWithOtherContentIsAnother() throws IOException {
        feature("one", "\"bundles\": [{\"id\": \"g:a:1\"}]");
        String before = FeatureSet.identity(read("one").entries(List.of(repository)));

        assertThat(FeatureSet.identity(read("one").entries(List.of(repository))))
                .isEqualTo(before);
        Files.writeString(folder.resolve("repository/g/a/1/a-1.jar"), "changed");
        assertThat(FeatureSet.identity(read("one").entries(List.of(repository))))
                .isNotEqualTo(before);
    }

    @Test
    void badJsonIsNamedWithItsLine() throws IOException {
        file("bad", "{\n  \"id\": \"g:bad:1\",\n  oops\n}");

        assertThatThrownBy(() -> read("bad"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bad.json")
                .hasMessageContaining("line no=3");
    }

    @Test
    void wrongFieldsAreNamedWithTheirValues() throws IOException {
        feature("typo", "\"bundels\": []");
        feature("bundles", "\"bundles\": {}");
        feature("entry", "\"bundles\": [{\"id\": \"g\"}]");
        feature("config", "\"configurations\": {\"p\": 3}");
        file("id", "{\"id\": 7}");

        assertThatThrownBy(() -> read("typo")).hasMessageContaining("bundels").hasMessageContaining("bundles,");
        assertThatThrownBy(() -> read("bundles")).hasMessageContaining("bundles must be a list, not {}");
        assertThatThrownBy(() -> read("entry"))
                .hasMessageContaining("bundles[0].id")
                .hasMessageContaining("\"g\"");
        assertThatThrownBy(() -> read("config"))
                .hasMessageContaining("configurations.p")
                .hasMessageContaining("not 3");
        assertThatThrownBy(() -> read("id")).hasMessageContaining("id must be").hasMessageContaining("not 7");
    }

    @Test
    void aFeatureThatIncludesItselfIsRefused() throws IOException {
        feature("one", including("two"));
        feature("two", including("one"));

        assertThatThrownBy(() -> read("one")).isInstanceOf(UserError.class).hasMessageContaining("includes itself");
    }
}
