package transom.guestfb.wire;

import java.nio.ByteBuffer;
import java.util.Random;
import transom.xen.GuestPages;

/** Pages that nobody else shares. */
final class Pages {

    private Pages() {}

    static GuestPages zeroed(int count) {
        return new GuestPages(ByteBuffer.allocateDirect(count * GuestPages.PAGE_SIZE), () -> {});
    }

    /** A page that holds any bytes, the same ones for the same seed. */
    static GuestPages random(long seed) {
        byte[] bytes = new byte[GuestPages.PAGE_SIZE];
        new Random(seed).nextBytes(bytes);
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length);
        memory.put(0, bytes);
        return new GuestPages(memory, () -> {});
    }
}
