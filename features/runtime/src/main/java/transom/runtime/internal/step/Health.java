package transom.runtime.internal.step;

/** How guests and presenters do. */
public interface Health {

    /** What does well now, and must do so after a step. */
    Expectation expect();

    /**
     * Waits until everything does well again.
     *
     * @param since of {@link System#nanoTime}: what drew before must have drawn after it
     */
    void await(Expectation expected, long since, Deadline deadline) throws StepException;

    /** Waits until the new presenter has shown all that the old one shows. */
    void awaitShown(Expectation expected, long oldBundle, long newBundle, Deadline deadline) throws StepException;

    /** What only its maker understands. */
    interface Expectation {}
}
