package transom.itests.framecheck.internal.check;

import java.nio.ByteBuffer;

/** Compares pixels of 16 or 24 bits, one at a time. */
final class SinglePixels extends Picture {

    SinglePixels(Word word, int width, int height) {
        super(word, width, height);
    }

    @Override
    void compare(ByteBuffer memory, int frame) {
        int all = pixels();
        for (int i = 0; i < all; i++) {
            hold(i, read(memory, i), frame);
        }
    }
}
