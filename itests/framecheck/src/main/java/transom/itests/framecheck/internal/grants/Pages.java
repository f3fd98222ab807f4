package transom.itests.framecheck.internal.grants;

import java.nio.ByteBuffer;

/** Fills pages with words that name where they are, and counts the pages that differ. */
final class Pages {

    static final int SIZE = 4096;

    private Pages() {}

    static void fill(ByteBuffer memory, int seed) {
        for (int at = 0; at < memory.capacity(); at += Integer.BYTES) {
            memory.putInt(at, word(at, seed));
        }
    }

    static int wrong(ByteBuffer memory, int seed) {
        int wrong = 0;
        for (int page = 0; page < memory.capacity(); page += SIZE) {
            int at = page;
            while (at < page + SIZE && memory.getInt(at) == word(at, seed)) {
                at += Integer.BYTES;
            }
            wrong += at < page + SIZE ? 1 : 0;
        }
        return wrong;
    }

    private static int word(int at, int seed) {
        return (at * 0x9e3779b1) ^ seed;
    }
}
