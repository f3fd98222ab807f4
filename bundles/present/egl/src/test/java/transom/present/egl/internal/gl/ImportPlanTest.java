package transom.present.egl.internal.gl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.gem.Modifier;
import transom.present.egl.internal.image.ImportFormats;
import transom.present.egl.internal.image.ImportFormats.Layout;
import transom.present.egl.internal.image.ImportRefusedException;
import transom.present.support.FakeBuffer;

class ImportPlanTest {

    private static final Modifier TILED = new Modifier(0x0100_0000_0000_0001L);
    private static final Layout LINEAR = new Layout(Modifier.LINEAR, false);

    private static ImportFormats formats(Fourcc... fourccs) {
        Map<Fourcc, List<Layout>> formats = new LinkedHashMap<>();
        for (Fourcc each : fourccs) {
            formats.put(each, List.of(LINEAR));
        }
        return ImportFormats.of(formats);
    }

    private static List<ImportPlan> plans(Fourcc fourcc, Modifier modifier, ImportFormats formats) throws Exception {
        FakeBuffer buffer = MemfdDmaBuf.buffer(8, 8, 0, 0, new Format(fourcc, modifier));
        try {
            return ImportPlan.of(buffer, formats, true);
        } finally {
            buffer.drop();
        }
    }

    @Test
    void packedPixelsAreTakenAsBytesWhereTheDriverCan() throws Exception {
        assertThat(plans(Fourcc.RGB565, Modifier.LINEAR, formats(Fourcc.RGB565, ImportPlan.GR88)))
                .containsExactly(
                        new ImportPlan(ImportPlan.GR88, PixelLayout.PACKED_565, Modifier.LINEAR, Texels.IMPORTED),
                        new ImportPlan(Fourcc.RGB565, PixelLayout.LEVELS_565, Modifier.LINEAR, Texels.IMPORTED));
        assertThat(plans(Fourcc.ARGB1555, Modifier.LINEAR, formats(Fourcc.ARGB1555)))
                .containsExactly(
                        new ImportPlan(Fourcc.ARGB1555, PixelLayout.LEVELS_1555, Modifier.LINEAR, Texels.IMPORTED));
        assertThat(plans(Fourcc.YUYV, Modifier.LINEAR, formats(ImportPlan.GR88)))
                .extracting(ImportPlan::layout)
                .containsExactly(PixelLayout.YUYV);
    }

    @Test
    void alphaIsNotAskedFor() throws Exception {
        assertThat(plans(Fourcc.ARGB8888, Modifier.LINEAR, formats(Fourcc.XRGB8888, Fourcc.ARGB8888))
                        .get(0)
                        .as())
                .isEqualTo(Fourcc.XRGB8888);
    }

    @Test
    void aModifierIsSaidWhereTheDriverListsIt() throws Exception {
        ImportFormats formats = ImportFormats.of(Map.of(Fourcc.XRGB8888, List.of(new Layout(TILED, true), LINEAR)));
        assertThat(plans(Fourcc.XRGB8888, TILED, formats))
                .containsExactly(new ImportPlan(Fourcc.XRGB8888, PixelLayout.BGRX, TILED, Texels.EXTERNAL));
        assertThat(plans(Fourcc.XRGB8888, Modifier.INVALID, formats))
                .containsExactly(new ImportPlan(Fourcc.XRGB8888, PixelLayout.BGRX, null, Texels.IMPORTED));
        assertThat(plans(Fourcc.XRGB8888, Modifier.LINEAR, ImportFormats.UNKNOWN)
                        .get(0))
                .isEqualTo(new ImportPlan(Fourcc.XRGB8888, PixelLayout.BGRX, null, Texels.IMPORTED));
        assertThatThrownBy(() -> plans(Fourcc.XRGB8888, TILED, ImportFormats.UNKNOWN))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("0x0100000000000001");
    }

    @Test
    void whatTheDriverDoesNotTakeIsRefusedByName() {
        assertThatThrownBy(() -> plans(Fourcc.RGB888, Modifier.LINEAR, formats(Fourcc.XRGB8888)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("RG24");
    }
}
