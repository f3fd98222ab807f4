package transom.guestfb.support;

import transom.xen.DomId;
import transom.xen.XenStore;

/** Text of guests as people may see it: no character of it does anything to a terminal or a log. */
public final class Printable {

    private static final int LONGEST_NAME = 64;

    private Printable() {}

    /** Other characters than those of ASCII that can be seen are question marks; what is longer is cut off. */
    public static String of(String untrusted, int length) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < Math.min(untrusted.length(), length); i++) {
            char c = untrusted.charAt(i);
            clean.append(c >= 0x20 && c <= 0x7e ? c : '?');
        }
        return clean.toString();
    }

    /** A domain's name; {@code dom3} if it has none. */
    public static String guestName(XenStore store, DomId domain) {
        String untrusted = store.read("/local/domain/" + domain + "/name").orElse("");
        String clean = of(untrusted, LONGEST_NAME).strip();
        return clean.isEmpty() ? "dom" + domain : clean;
    }
}
