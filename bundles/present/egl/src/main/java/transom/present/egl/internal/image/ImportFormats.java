package transom.present.egl.internal.image;

import static org.lwjgl.egl.EXTImageDMABufImportModifiers.eglQueryDmaBufFormatsEXT;
import static org.lwjgl.egl.EXTImageDMABufImportModifiers.eglQueryDmaBufModifiersEXT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import transom.gem.Fourcc;
import transom.gem.Modifier;

/** The pixel formats and modifiers of dma-bufs that EGL says it takes. Immutable. */
public final class ImportFormats {

    /** A modifier of a format; {@code externalOnly}: for samplerExternalOES and for nothing else. */
    public record Layout(Modifier modifier, boolean externalOnly) {}

    /** What EGL says without EGL_EXT_image_dma_buf_import_modifiers: nothing, so that trying tells. */
    public static final ImportFormats UNKNOWN = new ImportFormats(null);

    private final Map<Fourcc, List<Layout>> formats;

    private ImportFormats(Map<Fourcc, List<Layout>> formats) {
        this.formats = formats;
    }

    /** These and no others; a format may come without modifiers, then only implicit ones are taken. */
    public static ImportFormats of(Map<Fourcc, List<Layout>> formats) {
        return new ImportFormats(new LinkedHashMap<>(formats));
    }

    /** Asks a display that has EGL_EXT_image_dma_buf_import_modifiers. */
    public static ImportFormats query(long display) {
        int[] count = new int[1];
        eglQueryDmaBufFormatsEXT(display, null, count);
        int[] codes = new int[count[0]];
        eglQueryDmaBufFormatsEXT(display, codes, count);
        Map<Fourcc, List<Layout>> found = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(count[0], codes.length); i++) {
            found.put(new Fourcc(codes[i]), layouts(display, codes[i]));
        }
        return new ImportFormats(found);
    }

    private static List<Layout> layouts(long display, int code) {
        int[] count = new int[1];
        eglQueryDmaBufModifiersEXT(display, code, null, null, count);
        long[] modifiers = new long[count[0]];
        int[] externalOnly = new int[count[0]];
        eglQueryDmaBufModifiersEXT(display, code, modifiers, externalOnly, count);
        return IntStream.range(0, Math.min(count[0], modifiers.length))
                .mapToObj(i -> new Layout(new Modifier(modifiers[i]), externalOnly[i] != 0))
                .toList();
    }

    /** Whether EGL may take buffers of this format. */
    public boolean takes(Fourcc fourcc) {
        return formats == null || formats.containsKey(fourcc);
    }

    /** The modifiers of a format that it takes, where these are known. */
    public List<Layout> layouts(Fourcc fourcc) {
        return formats == null ? List.of() : formats.getOrDefault(fourcc, List.of());
    }

    /** For people. */
    @Override
    public String toString() {
        return formats == null
                ? "formats unknown"
                : formats.size() + " formats: "
                        + formats.keySet().stream().map(Fourcc::toString).collect(Collectors.joining(" "));
    }
}
