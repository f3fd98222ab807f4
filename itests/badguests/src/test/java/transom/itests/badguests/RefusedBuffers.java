package transom.itests.badguests;

import static transom.guestfb.wire.XenErrno.EEXIST;
import static transom.guestfb.wire.XenErrno.EINVAL;
import static transom.guestfb.wire.XenErrno.ENOENT;
import static transom.guestfb.wire.XenErrno.ENOMEM;
import static transom.guestfb.wire.XenErrno.ENOSPC;
import static transom.itests.badguests.BadDisplay.refused;
import static transom.itests.badguests.RawDisplayGuest.DATA;
import static transom.itests.badguests.RawDisplayGuest.DATA_PAGES;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.HEIGHT;
import static transom.itests.badguests.RawDisplayGuest.REF;
import static transom.itests.badguests.RawDisplayGuest.SIZE;
import static transom.itests.badguests.RawDisplayGuest.WIDTH;
import static transom.itests.badguests.RawDisplayGuest.create;
import static transom.itests.badguests.RawDisplayGuest.destroy;
import static transom.itests.badguests.RawDisplayGuest.directoryRef;
import static transom.itests.badguests.RawDisplayGuest.refs;

import java.util.function.Consumer;
import java.util.stream.Stream;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.GrantDirectory;
import transom.xen.DomId;
import transom.xen.GrantRef;

/** Buffers that cannot be, or are not the guest's. */
final class RefusedBuffers {

    private static final long OTHER = 77;
    private static final int LIMIT = Dom0.BUFFER_MIB << 20;

    private RefusedBuffers() {}

    static Stream<BadDisplay> all() {
        return Stream.of(sizes(), cookies(), pages()).flatMap(rows -> rows);
    }

    private static BadDisplay size(
            String name, int errno, String line, int width, int height, int bpp, int size, int offset) {
        return refused(name, errno, line, create(OTHER, width, height, bpp, size, 0, offset));
    }

    private static Stream<BadDisplay> sizes() {
        return Stream.of(
                size("buffer of width 0", EINVAL, "width 0 must be", 0, HEIGHT, 32, SIZE, 0),
                size("buffer of a negative width", EINVAL, "width 4294967136 must be", -WIDTH, HEIGHT, 32, SIZE, 0),
                size("buffer of height 0", EINVAL, "height 0 must be", WIDTH, 0, 32, SIZE, 0),
                size("buffer of 0 bits a pixel", EINVAL, "bpp 0 must be", WIDTH, HEIGHT, 0, SIZE, 0),
                size("buffer of 2^32-32 bits a pixel", EINVAL, "bpp 4294967264 must", WIDTH, HEIGHT, -32, SIZE, 0),
                size("row that overflows 32 bits", EINVAL, "needs more than buffer_sz", 1 << 30, 1, 32, 4096, 0),
                size("picture that overflows 32 bits", EINVAL, "needs more than", 65536, 65536, 32, 4096, 0),
                size("picture that overflows 64 bits", EINVAL, "needs more than", -1 >>> 1, -1 >>> 1, 32, SIZE, 0),
                size("buffer_sz 0", EINVAL, "buffer_sz 0 must be", WIDTH, HEIGHT, 32, 0, 0),
                size("buffer_sz of a byte less", EINVAL, "which is 76799", WIDTH, HEIGHT, 32, SIZE - 1, 0),
                size("buffer_sz past the limit", ENOMEM, "more than the limit", WIDTH, HEIGHT, 32, LIMIT + 1, 0),
                size("buffer_sz of 4 GiB", ENOMEM, "buffer_sz 4294967295 is more", WIDTH, HEIGHT, 32, -1, 0),
                size("data_ofs past the buffer", EINVAL, "data_ofs 4) needs more", WIDTH, HEIGHT, 32, SIZE, 4),
                size("data_ofs with bit 31", EINVAL, "data_ofs 4294963200 must be", WIDTH, HEIGHT, 32, SIZE, -4096),
                size("buffer wider than any screen", EINVAL, "limit of 16384", 16385, 1, 32, 16385 * 4, 0));
    }

    private static Stream<BadDisplay> cookies() {
        return Stream.of(
                refused(
                        "buffer without a cookie",
                        EINVAL,
                        "dbuf_cookie must not be 0",
                        create(0, 1, 1, 32, 4096, 0, 0)),
                refused(
                        "cookie of another buffer",
                        EEXIST,
                        "it has another buffer 0xffff888000001000",
                        create(DBUF[0], 16, 16, 32, SIZE, 0, 0)),
                refused("destroying what there is not", ENOENT, "it has no buffer 0x4d", destroy(OTHER)),
                refused(
                        "destroying a buffer twice",
                        ENOENT,
                        "it has no buffer 0x4d",
                        guest -> {
                            guest.ask(create(OTHER, 8, 8, 32, 4096, 0, 0));
                            guest.ask(destroy(OTHER));
                        },
                        destroy(OTHER)),
                refused(
                        "more buffers than anybody needs",
                        ENOSPC,
                        "buffers, which is the limit",
                        guest -> guest.connector(0)
                                .askUntilRefused(cookie -> create(cookie, 8, 8, 32, 4096, 0, 0), 1024),
                        create(OTHER, 8, 8, 32, 4096, 0, 0)));
    }

    private static Stream<BadDisplay> pages() {
        return Stream.of(
                refused(
                        "page that is not granted",
                        EINVAL,
                        "EINVAL",
                        data(3, 999_999),
                        create(OTHER, 8, 8, 32, SIZE, 2, 0)),
                refused(
                        "page that is granted to another domain",
                        EINVAL,
                        "EINVAL",
                        guest -> {
                            guest.control.grant(
                                    7, DATA[0], new DomId(guest.control.id().value() - 1), false);
                            data(3, 7).accept(guest);
                        },
                        create(OTHER, 8, 8, 32, SIZE, 2, 0)),
                refused(
                        "directory that is not granted",
                        EINVAL,
                        "EINVAL",
                        (ring, id) ->
                                DisplRequests.dbufCreate(ring, id, OTHER, 8, 8, 32, SIZE, 0, new GrantRef(-1), 0)),
                refused(
                        "directory whose second page is not granted",
                        EINVAL,
                        "EINVAL",
                        guest -> {
                            data(0, REF + DATA[0]).accept(guest);
                            guest.directory(2).putInt(0, 999_999);
                            for (int i = 0; i < GrantDirectory.REFS_PER_PAGE; i++) {
                                guest.directory(2).putInt(4 + 4 * i, REF + DATA[0]);
                            }
                        },
                        create(OTHER, 8, 8, 32, 4096 * 1024, 2, 0)));
    }

    /** A good directory on page 2 with another grant at one place. */
    private static Consumer<RawDisplayGuest> data(int at, int ref) {
        return guest -> {
            GrantDirectory.initialise(guest.directory(2), new GrantRef[] {directoryRef(2)}, refs(DATA[0], DATA_PAGES));
            guest.directory(2).putInt(4 + 4 * at, ref);
        };
    }
}
