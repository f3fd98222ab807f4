package transom.features.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.features.Sha256;
import transom.features.UserError;

class StateFolderTest {

    private static final Happened LINE = new Happened(Instant.EPOCH, "update a", Happened.Outcome.DONE, "well");

    @TempDir
    Path temporary;

    private State firstUpdate(StateFolder folder) throws IOException {
        String sha256 = Sha256.of("old jar".getBytes(StandardCharsets.UTF_8));
        folder.add("old jar".getBytes(StandardCharsets.UTF_8));
        State state = State.shipped("base");
        State next = state.advanced(state.current(), List.of(new Replacement("b", "1", sha256)), LINE);
        folder.save(next);
        return next;
    }

    @Test
    void whatWasSavedIsLoaded() throws IOException {
        StateFolder folder = new StateFolder(temporary.resolve("state"));

        assertThat(folder.load()).isEmpty();
        State saved = firstUpdate(folder);

        assertThat(new StateFolder(temporary.resolve("state")).load()).contains(saved);
        assertThat(saved.current().number()).isEqualTo(1);
        assertThat(saved.back(LINE).current()).isEqualTo(Generation.SHIPPED);
    }

    @Test
    void numbersAreNotUsedTwice() throws IOException {
        State state = firstUpdate(new StateFolder(temporary.resolve("state")));
        State second = state.advanced(state.current(), List.of(), LINE);

        assertThat(second.current().number()).isEqualTo(2);
        assertThat(second.earlier()).extracting(Generation::number).containsExactly(1L, 0L);
    }

    @Test
    void jarsThatNothingNamesAreDeleted() throws IOException {
        StateFolder folder = new StateFolder(temporary.resolve("state"));
        State state = firstUpdate(folder);
        Path stray = folder.add(new byte[] {1, 2, 3});
        assertThat(stray).exists();

        folder.save(state.with(LINE));

        assertThat(stray).doesNotExist();
        assertThat(folder.isWhole(state.current().replacements().get(0).sha256()))
                .isTrue();
    }

    @Test
    void aDamagedJarIsSeenAndPutThereAgain() throws IOException {
        StateFolder folder = new StateFolder(temporary.resolve("state"));
        byte[] jar = {1, 2, 3};
        Path file = folder.add(jar);
        Files.write(file, new byte[] {1, 2});

        assertThat(folder.isWhole(Sha256.of(jar))).isFalse();
        folder.add(jar);
        assertThat(folder.isWhole(Sha256.of(jar))).isTrue();
    }

    @Test
    void aDamagedFileIsNamedWithTheWayOut() throws IOException {
        StateFolder folder = new StateFolder(temporary);
        for (String text : List.of("{", "{\"version\": 1}", "[]", "{\"version\": 2}", "{\"version\": \"x\"}")) {
            Files.writeString(temporary.resolve("state.json"), text);
            assertThatThrownBy(folder::load)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("state.json")
                    .hasMessageContaining("move it away");
        }
    }

    @Test
    void everyFileIsOnDiskBeforeItHasItsName() throws Exception {
        List<String> steps = new ArrayList<>();
        StateFolder folder = new StateFolder(temporary.resolve("state"), steps::add);
        firstUpdate(folder);

        assertThat(steps)
                .extracting(step -> step.replaceAll("[0-9a-f]{64}", "SHA"))
                .containsExactly(
                        "create SHA.jar.new",
                        "write the rest of SHA.jar.new",
                        "fsync SHA.jar.new",
                        "rename to SHA.jar",
                        "fsync jars",
                        "go on after SHA.jar",
                        "create state.json.new",
                        "write the rest of state.json.new",
                        "fsync state.json.new",
                        "rename to state.json",
                        "fsync state",
                        "go on after state.json");
    }

    /** A program is killed before each of its steps; whoever comes next finds the state before or after it, complete. */
    @Test
    void whereverTheWriterIsKilledAStateIsThere() throws Exception {
        int step = 1;
        List<Long> found = new ArrayList<>();
        while (true) {
            Path path = temporary.resolve("killed-" + step);
            State old = firstUpdate(new StateFolder(path));
            int status = write(path, step);
            StateFolder folder = new StateFolder(path);
            State state = folder.load().orElseThrow();
            found.add(state.current().number());
            if (state.current().number() == 1) {
                assertThat(state).isEqualTo(old);
            }
            for (Replacement replacement : state.current().replacements()) {
                assertThat(folder.isWhole(replacement.sha256()))
                        .as("after a kill before step %s", step)
                        .isTrue();
            }
            // The next one goes on as if nothing had been.
            DiesAtStep.update(folder);
            assertThat(folder.load().orElseThrow().current().replacements())
                    .containsExactly(new Replacement("b", "2", Sha256.of(DiesAtStep.JAR)));
            if (status == 0) {
                break;
            }
            assertThat(status).isEqualTo(DiesAtStep.KILLED);
            step++;
        }
        assertThat(found).isSorted().startsWith(1L).endsWith(2L);
        assertThat(step).isGreaterThan(10);
    }

    private static int write(Path folder, int step) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(Stream.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DiesAtStep.class.getName(),
                                folder.toString(),
                                Integer.toString(step))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status).as(output).isIn(0, DiesAtStep.KILLED);
        return status;
    }
}
