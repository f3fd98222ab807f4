package transom.guestfb.wire;

/**
 * What SET_CONFIG asks for: a part of the connector's picture, checked to lie inside of it. {@link #OFF} switches the
 * connector off. The request's bpp is not looked at; the framebuffer's pixel format says it.
 *
 * @param fbCookie the framebuffer to begin with, 0 only if it is off
 * @param x in pixels
 * @param y in pixels
 * @param width in pixels
 * @param height in pixels
 */
public record DisplayConfig(long fbCookie, int x, int y, int width, int height) {

    public static final DisplayConfig OFF = new DisplayConfig(0, 0, 0, 0, 0);

    /**
     * Reads SET_CONFIG.
     *
     * @param connectorWidth in pixels
     * @param connectorHeight in pixels
     * @throws RequestRefusedException with EINVAL if it does not lie inside of the connector's size
     */
    public static DisplayConfig read(DisplRequest request, int connectorWidth, int connectorHeight) {
        DisplayConfig untrusted = new DisplayConfig(
                request.untrustedFbCookie(),
                request.untrustedX(),
                request.untrustedY(),
                request.untrustedWidth(),
                request.untrustedHeight());
        if (untrusted.equals(OFF)) {
            return OFF;
        }
        if (untrusted.fbCookie == 0) {
            throw new RequestRefusedException(XenErrno.EINVAL, "fb_cookie must not be 0 but to switch off");
        }
        if (!fits(untrusted.x, untrusted.width, connectorWidth)
                || !fits(untrusted.y, untrusted.height, connectorHeight)) {
            throw new RequestRefusedException(
                    XenErrno.EINVAL,
                    "mode " + untrusted.box() + " does not lie in the connector's " + connectorWidth + "x"
                            + connectorHeight);
        }
        return untrusted;
    }

    private static boolean fits(int start, int length, int limit) {
        return start >= 0 && length > 0 && (long) start + length <= limit;
    }

    private String box() {
        return Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height) + " at "
                + Integer.toUnsignedString(x) + "," + Integer.toUnsignedString(y);
    }

    /** Whether it switches the connector off. */
    public boolean isOff() {
        return equals(OFF);
    }
}
