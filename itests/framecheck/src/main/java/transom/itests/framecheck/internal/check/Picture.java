package transom.itests.framecheck.internal.check;

import java.nio.ByteBuffer;

/**
 * What the frames of one size and format look like, and how many pixels of one are not so. Rows lie without gaps, as displif
 * has them. Comparing allocates nothing. <b>Thread:</b> one.
 */
abstract class Picture {

    private final Word word;
    private final int width;
    private final int height;
    private int number;
    private long wrong;
    private int firstWrong;
    private int firstIs;

    Picture(Word word, int width, int height) {
        this.word = word;
        this.width = width;
        this.height = height;
    }

    static Picture of(Word word, int width, int height) {
        return word.bytes() == Integer.BYTES
                ? new PairsOfPixels(word, width, height)
                : new SinglePixels(word, width, height);
    }

    final boolean isOf(Word otherWord, int otherWidth, int otherHeight) {
        return word == otherWord && width == otherWidth && height == otherHeight;
    }

    final int pixels() {
        return Math.multiplyExact(width, height);
    }

    final Word word() {
        return word;
    }

    /** Compares a picture in little-endian memory; what follows says how it was. */
    final void compare(ByteBuffer memory) {
        wrong = 0;
        number = read(memory, 0);
        compare(memory, number);
    }

    /** @param frame the number that its first pixel carries */
    abstract void compare(ByteBuffer memory, int frame);

    /** The pixel with this index, as it is. */
    final int read(ByteBuffer memory, int index) {
        int at = index * word.bytes();
        return switch (word.bytes()) {
            case 4 -> memory.getInt(at);
            case 3 -> memory.get(at) & 0xff | (memory.getShort(at + 1) & 0xffff) << 8;
            default -> memory.getShort(at) & 0xffff;
        };
    }

    /** The pixel with this index, as it should be. */
    final int expected(int index, int frame) {
        int x = index % width;
        return index == 0 ? frame & word.mask() : word.of(x, Pattern.pixel(x, index / width, frame));
    }

    /** Counts a pixel that is not as it should be. */
    final void hold(int index, int pixel, int frame) {
        if (pixel != expected(index, frame) && wrong++ == 0) {
            firstWrong = index;
            firstIs = pixel;
        }
    }

    /** The number that the picture's first pixel carries, modulo two to the bits of a pixel. */
    final int number() {
        return number;
    }

    /** How far numbers count. */
    final int numberBits() {
        return word.bytes() * Byte.SIZE;
    }

    /** How many pixels of the last picture differed. */
    final long wrong() {
        return wrong;
    }

    /** Where the first wrong pixel was. */
    final int firstX() {
        return firstWrong % width;
    }

    /** Where the first wrong pixel was. */
    final int firstY() {
        return firstWrong / width;
    }

    /** What the first wrong pixel was. */
    final int firstIs() {
        return firstIs;
    }

    /** What it should have been. */
    final int firstExpected() {
        return expected(firstWrong, number);
    }
}
