package transom.itests.guestsim;

/** Sines from a table, the same on every machine: angles of 1024 a turn, values -65536..65536. */
final class Wave {

    static final int TURN = 1024;
    static final int ONE = 1 << 16;

    private static final int[] SINE = new int[TURN];

    static {
        for (int i = 0; i < TURN; i++) {
            SINE[i] = (int) StrictMath.round(StrictMath.sin(2 * StrictMath.PI * i / TURN) * ONE);
        }
    }

    private Wave() {}

    static int sin(int angle) {
        return SINE[angle & TURN - 1];
    }

    static int cos(int angle) {
        return sin(angle + TURN / 4);
    }

    /** A place on a sine between {@code low} and {@code high}. */
    static int between(int low, int high, int angle) {
        return low + (int) ((high - low) * (long) (sin(angle) + ONE) / (2 * ONE));
    }
}
