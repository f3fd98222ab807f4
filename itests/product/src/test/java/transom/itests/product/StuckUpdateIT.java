package transom.itests.product;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Test;
import org.osgi.framework.Bundle;
import transom.itests.support.Broken;
import transom.itests.support.Dist;
import transom.itests.support.GuestUnderTest;
import transom.itests.support.Rewritten;
import transom.runtime.Updates;
import transom.runtime.Updates.End;
import transom.runtime.Updates.Outcome;

/** A release whose start cannot even be interrupted is left behind, and what ran before runs on. */
public class StuckUpdateIT extends InProduct {

    private static final String NAME = "transom.present.headless";

    @Test
    public void whatRanBeforeRunsOn() throws Exception {
        Path shipped = Dist.folder().resolve("repository/transom/" + NAME + "/0.1.0/" + NAME + "-0.1.0.jar");
        Path release = new Rewritten(shipped)
                .withComponent(Broken.ComponentHangs.class)
                .write(Files.createTempFile("transom-it-stuck", ".jar"));
        try (GuestUnderTest guest = guest("stuck", "--size", "320x240")) {
            awaitFrames(guest, 5);
            Bundle before = bundle(NAME);
            Outcome outcome = service(Updates.class).update(release, true, Duration.ofSeconds(2), line -> {});

            assertNotEquals(outcome.message(), End.DONE, outcome.end());
            assertTrue(outcome.message(), outcome.message().contains("hangs in "));
            assertEquals(Bundle.ACTIVE, before.getState());
            long shown = awaitFrames(guest, 0).framesPresented();
            awaitFrames(guest, shown + 5);
            assertTrue(service(Updates.class).history().get(0).why().contains("hangs in "));
        } finally {
            Files.delete(release);
        }
    }
}
