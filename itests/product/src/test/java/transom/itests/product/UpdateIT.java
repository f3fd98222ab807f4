package transom.itests.product;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;
import transom.itests.support.Broken;
import transom.itests.support.Dist;
import transom.itests.support.GuestUnderTest;
import transom.itests.support.Rewritten;
import transom.runtime.Updates;
import transom.runtime.Updates.End;
import transom.runtime.Updates.Outcome;

/** Good and bad releases of bundles, while guests draw. */
public class UpdateIT extends InProduct {

    private static final List<String> PARTS =
            List.of("transom.gem.mem", "transom.xen.sim", "transom.guestfb.pv", "transom.present.headless");

    /** A good release may take long on a machine that does much else; a bad one is noticed after the usual. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final Duration USUAL = Duration.ofSeconds(2);

    private static Path shipped(String name) {
        return Dist.folder().resolve("repository/transom/" + name + "/0.1.0/" + name + "-0.1.0.jar");
    }

    private static Path release(String kind, Rewritten jar) throws IOException {
        Path folder = Files.createTempDirectory("transom-it-release-");
        Path file = jar.write(folder.resolve(kind + ".jar"));
        file.toFile().deleteOnExit();
        return file;
    }

    private Outcome update(Path file, Duration limit) throws Exception {
        return service(Updates.class).update(file, true, limit, line -> {});
    }

    /** The bundles with their versions and numbers: what nothing may have touched. */
    private List<String> installed() {
        return Arrays.stream(context().getBundles())
                .map(bundle -> bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getVersion() + " "
                        + bundle.getState() + " " + bundle.getLastModified())
                .toList();
    }

    private void assertDrawsOn(GuestUnderTest... guests) throws Exception {
        for (GuestUnderTest guest : guests) {
            awaitConnected(guest);
            long shown = awaitFrames(guest, 0).framesPresented();
            awaitFrames(guest, shown + 5);
            assertEquals(guest.name() + ": the backend's state", 4, guest.number("backendState"));
            assertEquals(guest.name() + ": the frontend's state", 4, guest.number("state"));
        }
    }

    @Test
    public void goodReleasesComeAndGo() throws Exception {
        Updates updates = service(Updates.class);
        try (GuestUnderTest vfb = guest("good-vfb", "--size", "320x240");
                GuestUnderTest displif = guest("good-displif", "--protocol", "displif", "--size", "320x240")) {
            assertDrawsOn(vfb, displif);
            for (String name : PARTS) {
                Outcome outcome = update(release(name, new Rewritten(shipped(name)).version("0.1.1")), PATIENT);
                assertEquals(outcome.message(), End.DONE, outcome.end());
                assertEquals("0.1.1", bundle(name).getVersion().toString());
                assertTrue("gaps were measured: " + outcome, outcome.gaps().size() >= 4);
                assertDrawsOn(vfb, displif);
            }
            for (int i = PARTS.size() - 1; i >= 0; i--) {
                Outcome outcome = updates.rollback(PATIENT, line -> {});
                assertEquals(outcome.message(), End.DONE, outcome.end());
                assertEquals("0.1.0", bundle(PARTS.get(i)).getVersion().toString());
                assertDrawsOn(vfb, displif);
            }
            Outcome nothing = updates.rollback(PATIENT, line -> {});
            assertEquals(End.REFUSED, nothing.end());
            assertEquals("requests not answered in time", 0, displif.number("timeouts"));
            assertEquals("connections", 1, displif.number("connections"));
            displif.tell("freeze");
            vfb.tell("freeze");
            awaitSamePixels(displif);
            awaitSamePixels(vfb);
        }
    }

    @Test
    public void whatCannotGoWellIsRefusedBeforeAnythingIsTouched() throws Exception {
        String pv = "transom.guestfb.pv";
        try (GuestUnderTest guest = guest("refused", "--size", "320x240")) {
            assertDrawsOn(guest);
            List<String> before = installed();
            Path unresolved = release("unresolved", new Rewritten(shipped(pv)).importing("nowhere.at.all"));
            refused(unresolved, "does not resolve", "nowhere.at.all");
            refused(release("plain", new Rewritten(shipped(pv)).without("Bundle-SymbolicName")), "is no bundle");
            refused(Files.writeString(release("text", new Rewritten(shipped(pv))), "text"), "text.jar is no");
            refused(Path.of("relative.jar"), "must be an absolute path");
            refused(Path.of("/nowhere/at.jar"), "/nowhere/at.jar is no file");
            refused(
                    release("runtime", new Rewritten(shipped("transom.runtime")).version("0.1.1")),
                    "which does updates",
                    "./transom restart");
            refused(
                    release("api", new Rewritten(shipped("transom.gem.api")).without("Export-Package")),
                    "does not export transom.gem",
                    "transom.guestfb.pv");
            Path good = release("good", new Rewritten(shipped(pv)).version("0.1.1"));
            String id = "\"id\": \"transom:transom.guestfb.pv:0.1.1\"";
            Files.move(good, good.resolveSibling("transom.guestfb.pv-0.1.1.jar"));
            refused(feature(good, "{" + id + "}"), "has no \"sha256\"");
            refused(feature(good, "{" + id + ", \"sha256\": \"" + "0".repeat(64) + "\"}"), "must have SHA-256 0000");
            refused(feature(good, "{\"id\": \"transom:nothing:1\"}"), "is not in");
            assertEquals(before, installed());
            assertDrawsOn(guest);
        }
    }

    private static Path feature(Path beside, String bundle) throws IOException {
        return Files.writeString(
                beside.resolveSibling("update.json"),
                "{\"feature-resource-version\": \"1.0\", \"id\": \"t:update:1\", \"bundles\": [" + bundle + "]}");
    }

    private void refused(Path file, String... reasons) throws Exception {
        Outcome outcome = update(file, USUAL);
        assertEquals(outcome.message(), End.REFUSED, outcome.end());
        List<Updates.Line> history = service(Updates.class).history();
        Updates.Line last = history.get(history.size() - 1);
        assertEquals("refused", last.outcome());
        for (String reason : reasons) {
            assertTrue(outcome.message(), outcome.message().contains(reason));
            assertTrue(last.toString(), last.why().contains(reason));
        }
    }

    @Test
    public void whatDoesNotDoWellIsRolledBack() throws Exception {
        String pv = "transom.guestfb.pv";
        try (GuestUnderTest guest = guest("rolled", "--size", "320x240")) {
            assertDrawsOn(guest);
            rolledBack(pv, new Rewritten(shipped(pv)).activatedBy(Broken.Throws.class), "no good today", guest);
            rolledBack(pv, new Rewritten(shipped(pv)).activatedBy(Broken.Hangs.class), "hangs in ", guest);
            rolledBack(
                    pv,
                    new Rewritten(shipped(pv)).withComponent(Broken.ComponentThrows.class),
                    "no good component",
                    guest);
            rolledBack(pv, new Rewritten(shipped(pv)).withoutComponents(), " is not served by the new version", guest);
            rolledBack(
                    "transom.present.headless",
                    new Rewritten(shipped("transom.present.headless")).withoutComponents(),
                    "the new headless has not shown " + guest.device(),
                    guest);
            guest.tell("freeze");
            awaitSamePixels(guest);
        }
    }

    private void rolledBack(String name, Rewritten release, String reason, GuestUnderTest guest) throws Exception {
        Bundle before = bundle(name);
        Outcome outcome = update(release("bad", release.version("0.1.2")), USUAL);
        assertEquals(outcome.message(), End.ROLLED_BACK, outcome.end());
        assertTrue(outcome.message(), outcome.message().contains(reason));
        assertEquals(before, bundle(name));
        assertEquals(Bundle.ACTIVE, before.getState());
        assertEquals(
                1, ours().stream().filter(b -> b.getSymbolicName().equals(name)).count());
        assertDrawsOn(guest);
        List<Updates.Line> history = service(Updates.class).history();
        assertTrue(history.toString(), history.get(history.size() - 1).why().contains(reason));
    }

    @Test
    public void aFeatureBringsSeveralBundlesOrNone() throws Exception {
        try (GuestUnderTest guest = guest("feature", "--size", "320x240")) {
            assertDrawsOn(guest);
            Path folder = Files.createTempDirectory("transom-it-feature-");
            String bundles = "";
            for (String name : List.of("transom.present.headless", "transom.gem.mem", "transom.guestfb.pv")) {
                Rewritten jar = new Rewritten(shipped(name)).version("0.1.3");
                Path file = (name.endsWith("pv") ? jar.withoutComponents() : jar)
                        .write(folder.resolve(name + "-0.1.3.jar"));
                bundles += (bundles.isEmpty() ? "" : ", ") + "{\"id\": \"transom:" + name + ":0.1.3\", \"sha256\": \""
                        + sha256(file) + "\"}";
            }
            List<String> lines = new CopyOnWriteArrayList<>();
            Outcome outcome =
                    service(Updates.class).update(feature(folder.resolve("x"), bundles), true, USUAL, lines::add);

            assertEquals(outcome.message(), End.ROLLED_BACK, outcome.end());
            assertTrue(lines.toString(), lines.get(0).startsWith("step 1 of 3: transom.gem.mem"));
            assertTrue(
                    lines.toString(),
                    lines.stream().anyMatch(line -> line.startsWith("step 2 of 3: transom.guestfb.pv")));
            assertTrue(lines.toString(), lines.stream().noneMatch(line -> line.startsWith("step 3")));
            for (String name : PARTS) {
                assertEquals(name, "0.1.0", bundle(name).getVersion().toString());
            }
            assertDrawsOn(guest);
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The classes of a bundle that was replaced are collected, so that updates do not fill the heap. */
    @Test
    public void nothingIsLeftOfReplacedBundles() throws Exception {
        try (GuestUnderTest vfb = guest("left-vfb", "--size", "320x240");
                GuestUnderTest displif = guest("left-displif", "--protocol", "displif", "--size", "320x240")) {
            assertDrawsOn(vfb, displif);
            List<String> all = Stream.concat(PARTS.stream(), Stream.of("transom.gem.drm", "transom.present.egl"))
                    .toList();
            // A thread that the JDK or JNA starts at the first use of something keeps whoever was on the stack then.
            for (String name : all) {
                swap(name);
            }
            for (String name : all) {
                Collected former = Collected.classesOf(bundle(name));
                swap(name);
                assertDrawsOn(vfb, displif);
                former.await(SOON);
            }
        }
    }

    private void swap(String name) throws Exception {
        Outcome outcome = service(Updates.class).swap(name, PATIENT, line -> {});
        assertEquals(outcome.message(), End.DONE, outcome.end());
    }
}
