package transom.present.egl.internal.gl;

import java.util.List;
import java.util.stream.Stream;
import transom.gem.Buffer;
import transom.gem.Fourcc;
import transom.gem.Modifier;
import transom.present.egl.internal.image.ImportFormats;
import transom.present.egl.internal.image.ImportRefusedException;

/**
 * How a dma-buf is to be imported.
 *
 * @param as the format that EGL is told; the shader makes the guest's format of it
 * @param layout of the pixels in that format
 * @param modifier that EGL is told, null if none
 * @param texels 2D where the driver can, else external
 */
record ImportPlan(Fourcc as, PixelLayout layout, Modifier modifier, Texels texels) {

    /** One byte a pixel: drm_fourcc.h, DRM_FORMAT_R8. */
    static final Fourcc R8 = Fourcc.of("R8  ");

    /** Two bytes a pixel, red the lower one: drm_fourcc.h, DRM_FORMAT_GR88. */
    static final Fourcc GR88 = Fourcc.of("GR88");

    private record Candidate(Fourcc as, PixelLayout layout) {

        ImportPlan plan(Modifier modifier, boolean externalOnly) {
            return new ImportPlan(as, layout, modifier, externalOnly ? Texels.EXTERNAL : Texels.IMPORTED);
        }
    }

    /**
     * Packed pixels as bytes at first, because drivers that show video take those, and the shader's colors are exact;
     * alpha is not asked for, because nobody looks at it.
     */
    private static List<Candidate> candidates(Fourcc fourcc) {
        PixelLayout layout = PixelLayout.of(fourcc);
        return switch (layout) {
            case BGRX -> List.of(new Candidate(Fourcc.XRGB8888, layout), new Candidate(Fourcc.ARGB8888, layout));
            case BGR -> List.of(new Candidate(fourcc, layout));
            case PACKED_332 -> List.of(new Candidate(R8, layout));
            case YUYV -> List.of(new Candidate(GR88, layout));
            case PACKED_565 -> bytesOr(layout, PixelLayout.LEVELS_565, fourcc);
            case PACKED_4444 -> bytesOr(layout, PixelLayout.LEVELS_4444, Fourcc.XRGB4444, Fourcc.ARGB4444);
            case PACKED_1555 -> bytesOr(layout, PixelLayout.LEVELS_1555, Fourcc.XRGB1555, Fourcc.ARGB1555);
            case LEVELS_565, LEVELS_4444, LEVELS_1555 -> List.of();
        };
    }

    private static List<Candidate> bytesOr(PixelLayout bytes, PixelLayout levels, Fourcc... same) {
        return Stream.concat(
                        Stream.of(new Candidate(GR88, bytes)),
                        Stream.of(same).map(fourcc -> new Candidate(fourcc, levels)))
                .toList();
    }

    /**
     * The ways to import a buffer, the best first, at least one.
     *
     * @param external whether GL has external textures
     * @throws ImportRefusedException if the driver takes none
     */
    static List<ImportPlan> of(Buffer buffer, ImportFormats formats, boolean external) throws ImportRefusedException {
        Fourcc fourcc = buffer.format().fourcc();
        Modifier modifier = buffer.format().modifier();
        List<Candidate> taken = candidates(fourcc).stream()
                .filter(each -> formats.takes(each.as()))
                .toList();
        if (taken.isEmpty()) {
            throw new ImportRefusedException("the driver imports no dma-buf of format " + fourcc);
        }
        List<ImportPlan> plans = taken.stream()
                .flatMap(each -> plan(each, modifier, formats))
                .filter(plan -> external || plan.texels() != Texels.EXTERNAL)
                .toList();
        if (plans.isEmpty()) {
            throw new ImportRefusedException(
                    "the driver imports no dma-buf of format " + fourcc + " with modifier " + modifier);
        }
        return plans;
    }

    /** Without a modifier said, a driver takes memory that no GPU has arranged as linear. */
    private static Stream<ImportPlan> plan(Candidate candidate, Modifier modifier, ImportFormats formats) {
        List<ImportFormats.Layout> layouts = formats.layouts(candidate.as());
        for (ImportFormats.Layout each : layouts) {
            if (each.modifier().equals(modifier) && !modifier.equals(Modifier.INVALID)) {
                return Stream.of(candidate.plan(modifier, each.externalOnly()));
            }
        }
        if (!modifier.equals(Modifier.LINEAR) && !modifier.equals(Modifier.INVALID)) {
            return Stream.empty();
        }
        boolean externalOnly = !layouts.isEmpty() && layouts.stream().allMatch(ImportFormats.Layout::externalOnly);
        return Stream.of(candidate.plan(null, externalOnly));
    }
}
