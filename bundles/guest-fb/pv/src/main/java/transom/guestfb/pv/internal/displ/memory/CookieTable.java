package transom.guestfb.pv.internal.displ.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things by the cookies that a guest chose for them, in the order of their coming. There are few, and looking one up
 * allocates nothing.
 */
final class CookieTable<T> {

    private final List<T> values = new ArrayList<>();
    private long[] cookies = new long[8];

    /** The one with this cookie, or null. */
    T find(long cookie) {
        int i = indexOf(cookie);
        return i < 0 ? null : values.get(i);
    }

    private int indexOf(long cookie) {
        for (int i = 0; i < values.size(); i++) {
            if (cookies[i] == cookie) {
                return i;
            }
        }
        return -1;
    }

    /** One more; its cookie is new. */
    void add(long cookie, T value) {
        if (values.size() == cookies.length) {
            cookies = Arrays.copyOf(cookies, 2 * cookies.length);
        }
        cookies[values.size()] = cookie;
        values.add(value);
    }

    /** Takes it out. @return it, or null if there was none */
    T remove(long cookie) {
        int i = indexOf(cookie);
        if (i < 0) {
            return null;
        }
        System.arraycopy(cookies, i + 1, cookies, i, values.size() - i - 1);
        return values.remove(i);
    }

    int size() {
        return values.size();
    }

    /** A copy of what is in it. */
    List<T> values() {
        return List.copyOf(values);
    }

    void clear() {
        values.clear();
    }
}
