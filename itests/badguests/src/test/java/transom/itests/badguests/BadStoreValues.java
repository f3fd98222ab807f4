package transom.itests.badguests;

import static transom.itests.badguests.BadGuest.early;

import java.util.stream.Stream;
import transom.xen.DomId;
import transom.xen.sim.control.GuestControl;

/** Nodes of the store that are missing, no numbers, or name what is not there. */
final class BadStoreValues {

    private BadStoreValues() {}

    static Stream<BadGuest> all() {
        return Stream.of(
                node("page-ref", null, "page-ref is missing in its store"),
                node("page-ref", "", "page-ref '' must be a number from 1 to 1099511627775"),
                node("page-ref", "abc", "page-ref 'abc' must be a number"),
                node("page-ref", "-1", "page-ref '-1' must be a number"),
                node("page-ref", "0", "page-ref '0' must be a number"),
                node("page-ref", "0x10", "page-ref '0x10' must be a number"),
                node("page-ref", "1 ", "page-ref '1 ' must be a number"),
                node("page-ref", "1099511627776", "page-ref '1099511627776' must be a number"),
                node("page-ref", "9".repeat(1000), "page-ref '" + "9".repeat(32) + "' must be a number"),
                node("page-ref", "5000", "EINVAL"),
                node("page-ref", "1\n12:00 ERROR dom0", "page-ref '1?12:00 ERROR dom0' must be a number"),
                node("event-channel", null, "event-channel is missing in its store"),
                node("event-channel", "0", "event-channel '0' must be a number from 1 to 2147483647"),
                node("event-channel", "four", "event-channel 'four' must be a number"),
                node("event-channel", "4294967297", "event-channel '4294967297' must be a number"),
                node("event-channel", "9999", "EINVAL"),
                early("event-channel of another domain's", "EINVAL", guest -> {
                    GuestControl.Port port = guest.control.allocUnbound(new DomId(77));
                    port.own().close();
                    port.peer().close();
                    guest.vfbNode("event-channel", "" + port.number());
                }),
                node("protocol", "arm-abi", "protocol 'arm-abi' must be x86_64-abi or x86_32-abi"),
                node("protocol", "", "protocol '' must be x86_64-abi or x86_32-abi"),
                node("protocol", "x".repeat(2000), "protocol '" + "x".repeat(32) + "' must be"));
    }

    private static BadGuest node(String key, String value, String line) {
        String shown =
                value == null ? "missing" : value.length() > 20 ? value.length() + " characters" : "'" + value + "'";
        return early(key + " " + shown.replace('\n', '/'), line, guest -> guest.vfbNode(key, value));
    }
}
