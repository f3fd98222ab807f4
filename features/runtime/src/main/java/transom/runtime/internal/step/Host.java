package transom.runtime.internal.step;

import java.util.List;

/**
 * The bundles that steps act on, by number. Each call ends by its deadline: what hangs is interrupted, left behind, and a
 * {@link StepException} that says where it hangs.
 */
public interface Host {

    /** The bundle that has this name now. */
    long current(String name);

    /** From now on this is the bundle of its name. */
    void adopt(long bundle);

    /** Beside whatever has the same name; it is not started. */
    long install(Artifact jar) throws StepException;

    /** Loads and links its classes, so that its start does not wait for that. Nothing of it runs. */
    void warm(long bundle);

    /** Also tells when one of its components fails to activate. */
    void start(long bundle, Deadline deadline) throws StepException;

    void stop(long bundle, Deadline deadline) throws StepException;

    /** Gives a stopped bundle other content. */
    void replace(long bundle, Artifact jar, Deadline deadline) throws StepException;

    /** Wires stopped bundles anew, after some got other content. */
    void refresh(List<Long> bundles, Deadline deadline) throws StepException;

    /** Stops it and removes it. */
    void uninstall(long bundle, Deadline deadline) throws StepException;
}
