package transom.itests.product;

import static org.ops4j.pax.exam.CoreOptions.composite;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.itests.support.ProductUnderTest;
import transom.present.Presentation;
import transom.present.Presenter;
import transom.xen.XenbusState;

/** What tests inside the running product have in common. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class InProduct {

    static final Duration SOON = Duration.ofSeconds(30);

    @Configuration
    public Option[] product() {
        return new Option[] {composite(ProductUnderTest.withSimulator()), composite(more())};
    }

    /** What a test needs beside the product. */
    Option[] more() {
        return new Option[0];
    }

    BundleContext context() {
        return FrameworkUtil.getBundle(getClass()).getBundleContext();
    }

    List<Bundle> ours() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("transom."))
                .filter(bundle -> !bundle.getSymbolicName().startsWith("transom.itests."))
                .toList();
    }

    Bundle bundle(String name) {
        return ours().stream()
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), type, null);
        tracker.open();
        try {
            T found = tracker.waitForService(SOON.toMillis());
            if (found == null) {
                throw new AssertionError("no service " + type.getName());
            }
            return found;
        } finally {
            tracker.close();
        }
    }

    GuestUnderTest guest(String name, String... options) {
        return GuestUnderTest.start(Path.of(System.getProperty(ProductUnderTest.SIMULATOR)), name, options);
    }

    /** All guests' displays, whoever serves them. */
    List<DisplayInfo> displays() throws InvalidSyntaxException {
        return context().getServiceReferences(GuestDisplays.class, null).stream()
                .map(context()::getService)
                .filter(Objects::nonNull)
                .flatMap(backend -> backend.displays().stream())
                .toList();
    }

    /** The guest's display, once it is connected. */
    DisplayInfo awaitConnected(GuestUnderTest guest) {
        return Eventually.get(
                guest.name() + " connected",
                SOON,
                () -> displays().stream()
                        .filter(d -> d.label().equals(guest.device()))
                        .filter(d -> d.backend() == XenbusState.CONNECTED && d.frontend() == XenbusState.CONNECTED)
                        .findFirst()
                        .orElse(null));
    }

    Presenter headless() throws InterruptedException {
        return Eventually.get(
                "the headless presenter",
                SOON,
                () -> context().getServiceReferences(Presenter.class, null).stream()
                        .map(context()::getService)
                        .filter(presenter ->
                                presenter != null && presenter.name().equals("headless"))
                        .findFirst()
                        .orElse(null));
    }

    /** What the headless presenter has shown of the guest, once there is a frame newer than that many. */
    Presentation awaitFrames(GuestUnderTest guest, long moreThan) {
        return Eventually.get(
                "more than " + moreThan + " frames of " + guest.name(),
                SOON,
                () -> headless().presentations().stream()
                        .filter(p -> p.label().equals(guest.device()) && p.framesPresented() > moreThan)
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until what is shown is what the guest drew, which must draw no more. */
    void awaitSamePixels(GuestUnderTest guest) throws IOException {
        Path folder = Files.createTempDirectory("transom-it-pixels-");
        Path drawn = folder.resolve("drawn.png");
        guest.tell("picture " + drawn);
        BufferedImage expected = ImageIO.read(drawn.toFile());
        Eventually.isTrue("the pixels of " + guest.name() + ", see " + folder, SOON, () -> {
            Path shown = folder.resolve("shown.png");
            headless().writePng(guest.device(), shown);
            return differences(expected, ImageIO.read(shown.toFile())) == 0;
        });
        Files.delete(drawn);
        Files.delete(folder.resolve("shown.png"));
        Files.delete(folder);
    }

    private static long differences(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return Long.MAX_VALUE;
        }
        long count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                count += (a.getRGB(x, y) & 0xffffff) == (b.getRGB(x, y) & 0xffffff) ? 0 : 1;
            }
        }
        return count;
    }
}
