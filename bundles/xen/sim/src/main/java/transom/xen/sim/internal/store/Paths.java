package transom.xen.sim.internal.store;

import transom.xen.DomId;

/** Names of nodes (xs_wire.h and core.c, {@code is_valid_nodename}). */
final class Paths {

    private static final int ABSOLUTE_MAX = 3072;
    private static final int RELATIVE_MAX = 2048;
    private static final String SPECIAL_INTRODUCE = "@introduceDomain";
    private static final String SPECIAL_RELEASE = "@releaseDomain";

    private Paths() {}

    /** The absolute path that a connection of this domain means. */
    static String absolute(String untrustedPath, DomId domain) throws Refusal {
        if (isSpecial(untrustedPath)) {
            return untrustedPath;
        }
        boolean relative = !untrustedPath.startsWith("/");
        if (untrustedPath.isEmpty() || untrustedPath.length() > (relative ? RELATIVE_MAX : ABSOLUTE_MAX)) {
            throw new Refusal("EINVAL");
        }
        String path = relative ? ofDomain(domain) + "/" + untrustedPath : untrustedPath;
        if (path.length() > 1 && path.endsWith("/") || path.contains("//") || !hasValidCharacters(path)) {
            throw new Refusal("EINVAL");
        }
        return path;
    }

    static boolean isSpecial(String path) {
        return path.equals(SPECIAL_INTRODUCE) || path.equals(SPECIAL_RELEASE);
    }

    static String ofDomain(DomId domain) {
        return "/local/domain/" + domain;
    }

    /** The path above; {@code /} for those right below it. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String child(String path, String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }

    /** Whether {@code path} is {@code above} or lies below it. */
    static boolean isAtOrBelow(String path, String above) {
        return path.startsWith(above)
                && (path.length() == above.length() || above.equals("/") || path.charAt(above.length()) == '/');
    }

    private static boolean hasValidCharacters(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && "-/_@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
