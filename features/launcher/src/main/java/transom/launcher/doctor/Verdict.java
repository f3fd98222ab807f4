package transom.launcher.doctor;

import java.util.List;

/**
 * Whether a way for pixels is open on this machine.
 *
 * @param kind {@code route} from the guest to dom0, or {@code path} from there to the window
 * @param obstacles why not, each with what to do; empty if it is open
 */
record Verdict(String kind, String name, List<String> obstacles) {

    boolean possible() {
        return obstacles.isEmpty();
    }
}
