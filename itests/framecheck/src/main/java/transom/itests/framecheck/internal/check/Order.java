package transom.itests.framecheck.internal.check;

/** Whether the numbers of frames go up by one; a new life may begin with any number. <b>Thread:</b> guarded by its user. */
final class Order {

    private boolean begun;
    private boolean known;
    private int first;
    private int last;
    private long missing;
    private long repeated;
    private long backward;

    /** The next frame's number, of which only so many bits are known. */
    void next(int number, int bits) {
        if (!begun) {
            begun = true;
            known = true;
            first = number;
        } else {
            int step = number - last << 32 - bits >> 32 - bits;
            if (step == 0) {
                repeated++;
            } else if (step < 0) {
                backward++;
            } else {
                missing += step - 1L;
            }
        }
        last = number;
    }

    /** The connector begins anew: its numbers do, too. What was counted stays. */
    void beginAnew() {
        begun = false;
    }

    /** Forgets what was counted; the next number may be any. */
    void reset() {
        begun = false;
        known = false;
        missing = 0;
        repeated = 0;
        backward = 0;
    }

    /** Null before the first. */
    Integer first() {
        return known ? first : null;
    }

    /** Null before the first. */
    Integer last() {
        return known ? last : null;
    }

    /** Numbers that were left out. */
    long missing() {
        return missing;
    }

    /** Frames with the number of the one before. */
    long repeated() {
        return repeated;
    }

    /** Frames with a number below the one before. */
    long backward() {
        return backward;
    }
}
