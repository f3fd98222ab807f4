package transom.linux;

import java.time.Duration;

/** A loop did not do in time what it was asked for. */
public final class LoopTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoopTimeoutException(String role, Duration limit) {
        super("the " + role + " loop did not answer within " + limit.toMillis() + " ms");
    }
}
