package transom.itests.badguests;

import static transom.itests.badguests.BadDisplay.broken;
import static transom.itests.badguests.BadDisplay.never;
import static transom.itests.badguests.RawDisplayGuest.DATA;
import static transom.itests.badguests.RawDisplayGuest.DIRECTORIES;
import static transom.itests.badguests.RawDisplayGuest.REF;
import static transom.itests.badguests.RawDisplayGuest.RING;
import static transom.itests.badguests.RawDisplayGuest.create;

import java.util.function.Consumer;
import java.util.stream.Stream;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.GrantDirectory;
import transom.xen.DomId;
import transom.xen.GrantRef;

/** Rings, directories and nodes that are none. */
final class BrokenDisplays {

    private static final long OTHER = 77;

    /** Pages that need three directory pages. */
    private static final int THREE = 2 * GrantDirectory.REFS_PER_PAGE + 1;

    private BrokenDisplays() {}

    static Stream<BadDisplay> all() {
        return Stream.of(rings(), directories(), nodes()).flatMap(rows -> rows);
    }

    private static Stream<BadDisplay> rings() {
        return Stream.of(
                broken("req_prod jumps past the ring", "its request ring claims 33 requests", reqProd(33)),
                broken("req_prod jumps by 2^31", "its request ring claims 2147483648 requests", reqProd(1 << 31)),
                broken("req_prod goes back", "its request ring claims 4294967295 requests", reqProd(-1)),
                never("ring too full at first", "its request ring claims 33 requests (req_prod 33, read 0)", guest -> {
                    guest.ringPage().putInt(Displif.REQ_PROD, 33);
                }),
                never("ring answered before it was asked", "claims 4294967289 requests (req_prod 0, read 7)", guest -> {
                    guest.ringPage().putInt(Displif.RSP_PROD, 7);
                }),
                never("ring of ones but for one", "its request ring claims 4294967294 requests", guest -> {
                    guest.ringPage().putInt(Displif.REQ_PROD, -2);
                }));
    }

    private static Consumer<RawDisplayGuest> reqProd(int ahead) {
        return guest -> {
            int prod = guest.ringPage().getInt(Displif.REQ_PROD);
            guest.ringPage().putInt(Displif.REQ_PROD, prod + ahead);
            guest.ring();
        };
    }

    private static Stream<BadDisplay> directories() {
        return Stream.of(
                broken("directory of no page", "its directory ends after 0 of 1 pages", guest -> {
                    guest.send((ring, id) ->
                            DisplRequests.dbufCreate(ring, id, OTHER, 8, 8, 32, 4096, 0, new GrantRef(0), 0));
                }),
                chain("directory that ends early", "its directory ends after 2 of 3 pages", 3, 0),
                chain("directory that is its own next page", "page 2 is its page 1 again", 3, 3),
                chain("directory that comes back to its first page", "page 2 is its page 0 again", 3, 2),
                broken("directory that never ends", "its directory goes on after the 1 pages", guest -> {
                    fill(guest, 2);
                    guest.directory(2).putInt(0, REF + DIRECTORIES + 2);
                    guest.send(create(OTHER, 8, 8, 32, 4096, 2, 0));
                }),
                broken("page without a grant", "its directory has no grant for page 1 of 3", guest -> {
                    fill(guest, 2);
                    guest.directory(2).putInt(8, 0);
                    guest.send(create(OTHER, 8, 8, 32, 3 * 4096, 2, 0));
                }),
                broken("EDID whose directory ends before it began", "its directory ends after 0 of 1", guest -> {
                    guest.send((ring, id) -> DisplRequests.getEdid(ring, id, 32768, new GrantRef(0)));
                }),
                broken("EDID whose directory loops", "its directory goes on after the 1 pages", guest -> {
                    fill(guest, 2);
                    guest.directory(2).putInt(0, REF + DIRECTORIES + 2);
                    guest.send(
                            (ring, id) -> DisplRequests.getEdid(ring, id, 32768, new GrantRef(REF + DIRECTORIES + 2)));
                }));
    }

    /** Three directory pages, 2, 3 and 4; the one numbered {@code from} leads to {@code to}, or nowhere. */
    private static BadDisplay chain(String name, String line, int from, int to) {
        return broken(name, line, guest -> {
            for (int page = 2; page <= 4; page++) {
                fill(guest, page);
                guest.directory(page).putInt(0, page < 4 ? REF + DIRECTORIES + page + 1 : 0);
            }
            guest.directory(from).putInt(0, to == 0 ? 0 : REF + DIRECTORIES + to);
            guest.send(create(OTHER, 8, 8, 32, THREE * 4096, 2, 0));
        });
    }

    private static void fill(RawDisplayGuest guest, int page) {
        guest.directory(page).putInt(0, 0);
        for (int i = 0; i < GrantDirectory.REFS_PER_PAGE; i++) {
            guest.directory(page).putInt(4 + 4 * i, REF + DATA[0]);
        }
    }

    private static Stream<BadDisplay> nodes() {
        return Stream.of(
                node("no ring", "0/req-ring-ref", "0/req-ring-ref", null),
                node("ring that is no number", "0/req-ring-ref", "0/req-ring-ref", "one"),
                node("ring that is a negative number", "0/req-ring-ref", "0/req-ring-ref", "-7"),
                node("ring past 32 bits", "0/req-ring-ref", "0/req-ring-ref", "4294967296"),
                node("ring of two lines", "0/req-ring-ref", "0/req-ring-ref", "1\n2026 INFO all is well"),
                node("ring that is not granted", "EINVAL", "0/req-ring-ref", "999999"),
                never("ring that is granted to another domain", "EINVAL", guest -> {
                    guest.control.grant(7, RING, new DomId(guest.control.id().value() - 1), false);
                    guest.node("0/req-ring-ref", "7");
                }),
                never("ring that may only be read", "EACCES", guest -> {
                    guest.control.grant(7, RING, DomId.DOM0, true);
                    guest.node("0/req-ring-ref", "7");
                }),
                node("no event page", "0/evt-ring-ref", "0/evt-ring-ref", null),
                node("event page that is not granted", "EINVAL", "0/evt-ring-ref", "999999"),
                node("no port", "0/req-event-channel", "0/req-event-channel", null),
                node("port that nobody has", "EINVAL", "0/req-event-channel", "4000"),
                node("port past 31 bits", "0/req-event-channel", "0/req-event-channel", "3000000000"),
                node("event port that nobody has", "EINVAL", "0/evt-event-channel", "4000"),
                never("one port for both", "EINVAL", guest -> {
                    guest.node(
                            "0/evt-event-channel",
                            "" + guest.connector(0).requestPort.number());
                }));
    }

    private static BadDisplay node(String name, String line, String key, String value) {
        return never(name, line, guest -> guest.node(key, value));
    }
}
