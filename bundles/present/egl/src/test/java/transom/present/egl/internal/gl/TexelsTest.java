package transom.present.egl.internal.gl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.gem.Fourcc;
import transom.gem.Modifier;
import transom.lwjgl.window.Windows;
import transom.present.egl.internal.image.DmaBufImages;
import transom.present.egl.internal.view.TestScreen;
import transom.present.egl.internal.window.Context;
import transom.present.egl.internal.window.Probe;
import transom.present.support.FakeBuffer;
import transom.xshot.Comparison;

/**
 * Each way to read a dma-buf, also those that this driver would not need: the picture is the same. Skipped where EGL imports
 * none.
 */
class TexelsTest {

    private static TestScreen screen;
    private static Probe probe;
    private static Windows windows;
    private static Context context;
    private static Painter painter;
    private static final Bindings BINDINGS = new Bindings();

    record Case(Fourcc fourcc, Fourcc as, PixelLayout layout, Modifier modifier, Texels texels) {}

    @BeforeAll
    static void start() throws Exception {
        screen = TestScreen.start(640, 480);
        windows = Windows.open(() -> {});
        probe = Probe.read(windows);
        context = new Context(windows, probe.version());
        context.makeCurrent();
        painter = new Painter();
    }

    @AfterAll
    static void stop() throws Exception {
        if (context != null) {
            context.destroy();
        }
        if (windows != null) {
            windows.close();
        }
        if (screen != null) {
            screen.close();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        new Case(Fourcc.XRGB8888, Fourcc.XRGB8888, PixelLayout.BGRX, null, null),
                        new Case(Fourcc.ARGB8888, Fourcc.ARGB8888, PixelLayout.BGRX, null, null),
                        new Case(Fourcc.RGB565, ImportPlan.GR88, PixelLayout.PACKED_565, null, null),
                        new Case(Fourcc.RGB565, Fourcc.RGB565, PixelLayout.LEVELS_565, null, null),
                        new Case(Fourcc.ARGB1555, ImportPlan.GR88, PixelLayout.PACKED_1555, null, null),
                        new Case(Fourcc.XRGB1555, Fourcc.XRGB1555, PixelLayout.LEVELS_1555, null, null),
                        new Case(Fourcc.ARGB1555, Fourcc.ARGB1555, PixelLayout.LEVELS_1555, null, null),
                        new Case(Fourcc.XRGB4444, ImportPlan.GR88, PixelLayout.PACKED_4444, null, null),
                        new Case(Fourcc.XRGB4444, Fourcc.XRGB4444, PixelLayout.LEVELS_4444, null, null),
                        new Case(Fourcc.ARGB4444, Fourcc.ARGB4444, PixelLayout.LEVELS_4444, null, null),
                        new Case(Fourcc.RGB332, ImportPlan.R8, PixelLayout.PACKED_332, null, null),
                        new Case(Fourcc.YUYV, ImportPlan.GR88, PixelLayout.YUYV, null, null))
                .flatMap(each -> Stream.of(Texels.IMPORTED, Texels.EXTERNAL)
                        .flatMap(texels -> Stream.of((Modifier) null, Modifier.LINEAR)
                                .map(modifier -> new Case(each.fourcc(), each.as(), each.layout(), modifier, texels))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePictureIsTheGuests(Case each) throws Exception {
        Assumptions.assumeTrue(
                probe.importing().images().isPresent(), probe.importing().reason());
        DmaBufImages images = probe.importing().images().orElseThrow();
        Assumptions.assumeTrue(images.formats().takes(each.as()), "this driver has no " + each.as());
        for (int width : List.of(64, 33, 1)) {
            FakeBuffer buffer = MemfdDmaBuf.pattern(width, 31, 64, 0, each.fourcc());
            ImportPlan plan = new ImportPlan(each.as(), each.layout(), each.modifier(), each.texels());
            ImportedTexture texture = ImportedTexture.of(buffer, images, plan, BINDINGS);
            try {
                Comparison result = Comparison.of(TestScreen.image(buffer), Snapshot.take(texture, painter, BINDINGS));
                assertThat(result.summary()).startsWith("equal");
            } finally {
                texture.destroy();
                buffer.drop();
            }
        }
    }
}
