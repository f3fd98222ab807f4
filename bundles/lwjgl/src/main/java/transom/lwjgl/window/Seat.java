package transom.lwjgl.window;

/** One presenter's place at a window. The fields are {@link Seats}' to write. */
final class Seat {

    private final Runnable changed;

    /** The window's surface is its. */
    volatile boolean held;

    /** It holds the surface, and is to let go of it between two pictures. */
    volatile boolean wanted;

    /** A picture was shown since it was given the surface. */
    volatile boolean shown;

    /** It can show the picture, and asks for the surface. */
    boolean claims;

    /** It has shown a picture once. */
    boolean good;

    /** It had the surface last and showed nothing. */
    boolean failed;

    /** @param changed called after each change, by any thread */
    Seat(Runnable changed) {
        this.changed = changed;
    }

    void tell() {
        changed.run();
    }

    /** Who is to be next: who claims, who has shown something, who may, who failed. */
    int rank() {
        return claims ? 3 : failed ? 0 : good ? 2 : 1;
    }
}
