package transom.features.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the state after an update as a program that is killed before its n-th step. */
public final class DiesAtStep {

    /** Exit status of the killed one: what a shell says of SIGKILL. */
    static final int KILLED = 137;

    static final byte[] JAR = "the new jar".getBytes(StandardCharsets.UTF_8);

    private DiesAtStep() {}

    /** {@code FOLDER STEP}; step 0 is never reached. */
    public static void main(String[] args) throws Exception {
        int last = Integer.parseInt(args[1]);
        AtomicInteger steps = new AtomicInteger();
        StateFolder folder = new StateFolder(Path.of(args[0]), step -> {
            System.out.println(step);
            if (steps.incrementAndGet() == last) {
                System.out.flush();
                Runtime.getRuntime().halt(KILLED);
            }
        });
        update(folder);
    }

    static void update(StateFolder folder) throws Exception {
        State state = folder.load().orElseThrow();
        Path jar = folder.add(JAR);
        String sha256 = jar.getFileName().toString().replace(".jar", "");
        Happened line = new Happened(Instant.EPOCH, "update b", Happened.Outcome.DONE, "");
        folder.save(state.advanced(state.current(), List.of(new Replacement("b", "2", sha256)), line));
    }
}
