package transom.gem;

import java.util.Locale;

/** How pixels are arranged in memory, as DRM numbers it (drm_fourcc.h, {@code DRM_FORMAT_MOD_*}). */
public record Modifier(long value) {

    /** Row after row. */
    public static final Modifier LINEAR = new Modifier(0);

    /** The driver knows, nobody else does: an implicit modifier. */
    public static final Modifier INVALID = new Modifier(0x00ff_ffff_ffff_ffffL);

    @Override
    public String toString() {
        return equals(LINEAR) ? "LINEAR" : equals(INVALID) ? "INVALID" : String.format(Locale.ROOT, "0x%016x", value);
    }
}
