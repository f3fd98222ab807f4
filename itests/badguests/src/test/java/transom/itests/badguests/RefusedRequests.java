package transom.itests.badguests;

import static transom.guestfb.wire.XenErrno.EEXIST;
import static transom.guestfb.wire.XenErrno.EINVAL;
import static transom.guestfb.wire.XenErrno.ENOENT;
import static transom.guestfb.wire.XenErrno.ENOSPC;
import static transom.guestfb.wire.XenErrno.EOPNOTSUPP;
import static transom.itests.badguests.BadDisplay.refused;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.FB;
import static transom.itests.badguests.RawDisplayGuest.HEIGHT;
import static transom.itests.badguests.RawDisplayGuest.WIDTH;
import static transom.itests.badguests.RawDisplayGuest.attach;
import static transom.itests.badguests.RawDisplayGuest.config;
import static transom.itests.badguests.RawDisplayGuest.destroy;
import static transom.itests.badguests.RawDisplayGuest.detach;
import static transom.itests.badguests.RawDisplayGuest.directoryRef;
import static transom.itests.badguests.RawDisplayGuest.flip;

import java.util.stream.Stream;
import transom.gem.Fourcc;
import transom.guestfb.wire.DisplRequests;

/** Framebuffers, modes, flips and operations that cannot be. */
final class RefusedRequests {

    private static final long OTHER = 77;
    private static final int XR24 = Fourcc.XRGB8888.code();

    private RefusedRequests() {}

    static Stream<BadDisplay> all() {
        return Stream.of(framebuffers(), modes(), flips(), others()).flatMap(rows -> rows);
    }

    private static BadDisplay attached(String name, int errno, String line, int width, int height, int format) {
        return refused(name, errno, line, attach(DBUF[0], OTHER, width, height, format));
    }

    private static Stream<BadDisplay> framebuffers() {
        return Stream.of(
                attached("framebuffer wider than its buffer", EINVAL, "does not lie in its buffer", 161, 1, XR24),
                attached("framebuffer taller than its buffer", EINVAL, "does not lie in its", WIDTH, HEIGHT + 1, XR24),
                attached("framebuffer that overflows 32 bits", EINVAL, "does not lie", 65536, 65536, XR24),
                attached("framebuffer of no size", EINVAL, "framebuffer 0x0 must be", 0, 0, XR24),
                attached(
                        "pixel format that nobody has",
                        EINVAL,
                        "pixel_format NV12",
                        8,
                        8,
                        Fourcc.of("NV12").code()),
                attached("pixel format of line feeds", EINVAL, "pixel_format 0x0a0a0a0a", 8, 8, 0x0a0a0a0a),
                attached("half a pair of pixels", EINVAL, "must have an even width", 7, 8, Fourcc.YUYV.code()),
                refused("framebuffer without a cookie", EINVAL, "fb_cookie must not", attach(DBUF[0], 0, 8, 8, XR24)),
                refused("framebuffer of no buffer", ENOENT, "it has no buffer 0x4d", attach(OTHER, OTHER, 8, 8, XR24)),
                refused(
                        "cookie of another framebuffer",
                        EEXIST,
                        "it has another framebuffer",
                        attach(DBUF[1], FB[0], WIDTH, HEIGHT, XR24)),
                refused("detaching what there is not", ENOENT, "it has no framebuffer 0x4d", detach(OTHER)),
                refused(
                        "more framebuffers than anybody needs",
                        ENOSPC,
                        "framebuffers, which is the limit",
                        guest ->
                                guest.connector(0).askUntilRefused(cookie -> attach(DBUF[0], cookie, 8, 8, XR24), 4096),
                        attach(DBUF[0], OTHER, 8, 8, XR24)));
    }

    private static Stream<BadDisplay> modes() {
        return Stream.of(
                refused("mode of no framebuffer", ENOENT, "it has no framebuffer 0x4d", config(OTHER, 0, 0, 8, 8)),
                refused("mode past the connector", EINVAL, "does not lie in", config(FB[0], 0, 0, WIDTH, HEIGHT + 1)),
                refused("mode that overflows 32 bits", EINVAL, "does not lie in", config(FB[0], -8, 0, 16, HEIGHT)),
                refused("mode of nothing", EINVAL, "mode 0x0 at 0,0", config(FB[0], 0, 0, 0, 0)),
                refused("switching off by half", EINVAL, "fb_cookie must not be 0", config(0, 0, 0, WIDTH, 0)));
    }

    private static Stream<BadDisplay> flips() {
        return Stream.of(
                refused("flip to what there is not", ENOENT, "it has no framebuffer 0x4d", flip(OTHER)),
                refused("flip to cookie 0", ENOENT, "it has no framebuffer 0x0", flip(0)),
                refused(
                        "flip to a framebuffer that was detached",
                        ENOENT,
                        "it has no framebuffer 0xffff888100002000",
                        guest -> guest.ask(detach(FB[1])),
                        flip(FB[1])),
                refused(
                        "flip to a buffer that was destroyed",
                        ENOENT,
                        "it has no framebuffer 0xffff888100002000",
                        guest -> guest.ask(destroy(DBUF[1])),
                        flip(FB[1])),
                refused(
                        "flip while it is off",
                        EINVAL,
                        "the connector is off",
                        guest -> guest.ask(config(0, 0, 0, 0, 0)),
                        flip(FB[1])));
    }

    private static Stream<BadDisplay> others() {
        return Stream.of(
                refused("operation 0", EOPNOTSUPP, "operation 0x0 refused", operation(0)),
                refused("operation 255", EOPNOTSUPP, "operation 0xff refused", operation(0xff)),
                refused(
                        "EDID into no room",
                        EINVAL,
                        "buffer_sz 127 of an EDID must be",
                        (ring, id) -> DisplRequests.getEdid(ring, id, 127, directoryRef(0))),
                refused(
                        "EDID into 4 GiB",
                        EINVAL,
                        "buffer_sz 4294967295 of an EDID must be",
                        (ring, id) -> DisplRequests.getEdid(ring, id, -1, directoryRef(0))));
    }

    private static RawConnector.Request operation(int operation) {
        return (ring, id) -> DisplRequests.operation(ring, id, operation);
    }
}
