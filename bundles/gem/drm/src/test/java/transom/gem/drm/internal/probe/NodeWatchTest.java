package transom.gem.drm.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeWatchTest {

    @TempDir
    private Path dev;

    private final List<Boolean> seen = new CopyOnWriteArrayList<>();

    @Test
    void theFirstDeviceMakesTheFolder() throws IOException {
        Path card = dev.resolve("dri/card0");
        NodeWatch watch = NodeWatch.start(dev, () -> seen.add(Files.exists(card)));
        try {
            Files.createDirectory(card.getParent());
            Files.createFile(card);
            await(true);
            Files.delete(card);
            await(false);
            Files.delete(card.getParent());
            Files.createDirectory(card.getParent());
            Files.createFile(card);
            await(true);
        } finally {
            watch.close();
        }
    }

    private void await(boolean there) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(seen).isNotEmpty().last().isEqualTo(there));
    }
}
