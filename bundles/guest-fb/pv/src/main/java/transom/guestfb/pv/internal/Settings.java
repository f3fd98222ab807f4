package transom.guestfb.pv.internal;

import transom.guestfb.pv.internal.displ.route.DisplSettings;
import transom.guestfb.wire.FramebufferLayout.Limits;

/**
 * Checked configuration.
 *
 * @param limits of one framebuffer
 * @param devices most displays and keyboards at a time
 * @param displays of displif
 */
public record Settings(Limits limits, int devices, DisplSettings displays) {

    /** Neither GL nor X takes wider pictures. */
    private static final int MAX_SIDE = 16384;

    /** What the page directory of a 64 bit guest has room for ({@link transom.guestfb.wire.Abi#directories}). */
    private static final int MAX_MIB = 246;

    private static final int MAX_DEVICES = 1024;

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    static Settings of(PvBackend.Config config) {
        int mib = check("max.framebuffer.mib", config.max_framebuffer_mib(), MAX_MIB);
        int devices = check("max.devices", config.max_devices(), MAX_DEVICES);
        DisplSettings displays =
                DisplSettings.of(config.routes(), config.allocators(), config.refresh_hz(), config.max_buffer_mib());
        return new Settings(new Limits(mib << 20, MAX_SIDE), devices, displays);
    }

    private static int check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("transom.guestfb.pv: " + field + " is " + value
                    + "; set a number from 1 to " + most + ", or leave it out for the default");
        }
        return value;
    }
}
