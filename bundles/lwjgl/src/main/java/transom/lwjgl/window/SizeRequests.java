package transom.lwjgl.window;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells our own changes of a window's size from the person's. The X server answers a request some events later, and
 * several may be under way.
 */
final class SizeRequests {

    private static final int UNDER_WAY = 8;

    private record Size(int width, int height) {}

    private final Deque<Size> requests = new ArrayDeque<>();

    /** We asked for a size. */
    void add(int width, int height) {
        if (requests.size() == UNDER_WAY) {
            requests.removeFirst();
        }
        requests.addLast(new Size(width, height));
    }

    /** Whether a size that the window has taken is one that we asked for; older requests are settled too. */
    boolean settles(int width, int height) {
        if (!requests.contains(new Size(width, height))) {
            return false;
        }
        while (!requests.removeFirst().equals(new Size(width, height))) {
            // an older request, overtaken
        }
        return true;
    }
}
