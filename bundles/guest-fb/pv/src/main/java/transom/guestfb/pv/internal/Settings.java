package transom.guestfb.pv.internal;

import transom.guestfb.wire.FramebufferLayout.Limits;

/**
 * Checked configuration.
 *
 * @param limits of one framebuffer
 * @param devices most framebuffers and keyboards at a time
 */
public record Settings(Limits limits, int devices) {

    /** Neither GL nor X takes wider pictures. */
    private static final int MAX_SIDE = 16384;

    /** What the page directory of a 64 bit guest has room for ({@link transom.guestfb.wire.Abi#directories}). */
    private static final int MAX_MIB = 246;

    private static final int MAX_DEVICES = 1024;

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    static Settings of(PvBackend.Config config) {
        int mib = check("max.framebuffer.mib", config.max_framebuffer_mib(), MAX_MIB);
        int devices = check("max.devices", config.max_devices(), MAX_DEVICES);
        return new Settings(new Limits(mib << 20, MAX_SIDE), devices);
    }

    private static int check(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("transom.guestfb.pv: " + field + " is " + value
                    + "; set a number from 1 to " + most + ", or leave it out for the default");
        }
        return value;
    }
}
