package transom.xen.support;

import java.util.List;
import java.util.regex.Pattern;
import transom.keep.Keep;
import transom.keep.KeptEntry;

/** Names in the keep of what is Xen's. */
final class KeptName {

    static final String SHARE = "xen/";
    static final String CHANNEL = "xen/channel/";
    static final String PAGE = "xen/page/";
    static final String OFFER = "xen/offer/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

    private KeptName() {}

    static String require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name + "' must be 1 to 200 of A-Z a-z 0-9 . _ / -");
        }
        return name;
    }

    /** Names of the records below this prefix, without it. */
    static List<String> list(Keep keep, String prefix) {
        return keep.list().stream()
                .filter(entry -> entry.kind() == KeptEntry.Kind.RECORD)
                .map(KeptEntry::name)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
