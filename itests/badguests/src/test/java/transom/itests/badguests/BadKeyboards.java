package transom.itests.badguests;

import static transom.itests.badguests.BadGuest.early;
import static transom.itests.badguests.BadGuest.late;

import java.util.stream.Stream;
import transom.guestfb.wire.Kbdif;
import transom.xen.DomId;

/** Keyboards that are none. */
final class BadKeyboards {

    private BadKeyboards() {}

    static Stream<BadGuest> all() {
        return Stream.of(
                node("page-gref", "-1", "page-gref '-1' must be a number from 0 to 4294967295"),
                node("page-gref", "9", "ENOENT|EINVAL"),
                node("event-channel", "zero", "event-channel 'zero' must be a number"),
                node("event-channel", "9999", "EINVAL"),
                early("no page at all", "page-ref is missing in its store", guest -> guest.vkbdNode("page-gref", null)),
                early(
                        "a page that it may not map itself",
                        "EINVAL",
                        guest -> guest.vkbdNode("page-gref", null).vkbdNode("page-ref", "5000")),
                early("a grant that is read-only", "EACCES|EINVAL|EPERM", guest -> {
                    guest.control.grant(10, RawGuest.KBD_PAGE, DomId.DOM0, true);
                    guest.vkbdNode("page-gref", "10");
                }),
                early("a grant to another domain", "EACCES|EINVAL|EPERM", guest -> {
                    guest.control.grant(11, RawGuest.KBD_PAGE, new DomId(77), false);
                    guest.vkbdNode("page-gref", "11");
                }),
                early(
                        "in ring too full at first",
                        "claims 52 events",
                        guest -> guest.kbdPage().putInt(Kbdif.IN_PROD, 52)),
                early(
                        "out ring emptier than empty",
                        "claims 4294967295 events",
                        guest -> guest.kbdPage().putInt(Kbdif.OUT_CONS, 1)),
                late("in_cons runs ahead", "and has room for 51", guest -> {
                    guest.kbdPage().putInt(Kbdif.IN_CONS, 7);
                    guest.kbdPort.peer().signal();
                }),
                late("out_prod runs ahead", "and has room for 25", guest -> {
                    guest.kbdPage().putInt(Kbdif.OUT_PROD, 26);
                    guest.kbdPort.peer().signal();
                }));
    }

    private static BadGuest node(String key, String value, String line) {
        return early(key + " '" + value + "'", line, guest -> guest.vkbdNode(key, value));
    }
}
