package transom.itests.framecheck.internal.check;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/** Views of lent memory as longs. A buffer lends the same object each time, so a view is made once. <b>Thread:</b> one. */
final class Views {

    /** A guest flips between two or three buffers. */
    private static final int KEPT = 4;

    private final ByteBuffer[] memory = new ByteBuffer[KEPT];
    private final LongBuffer[] views = new LongBuffer[KEPT];
    private int next;

    LongBuffer of(ByteBuffer lent) {
        for (int i = 0; i < KEPT; i++) {
            if (memory[i] == lent) {
                return views[i];
            }
        }
        LongBuffer view = lent.duplicate().order(lent.order()).clear().asLongBuffer();
        memory[next] = lent;
        views[next] = view;
        next = (next + 1) % KEPT;
        return view;
    }
}
