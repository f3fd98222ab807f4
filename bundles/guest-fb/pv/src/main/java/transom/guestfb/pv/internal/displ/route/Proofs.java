package transom.guestfb.pv.internal.displ.route;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Allocator;
import transom.guestfb.GuestDisplays.Proof;
import transom.keep.Keep;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenException;

/** What was found of each allocator, remembered until the machine boots again. <b>Thread:</b> the guest loop. */
public final class Proofs {

    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private static final String VERSION = "1";

    private static final long RETRY_NANOS = 60_000_000_000L;

    private record Failure(Proof proof, long when) {}

    private final Map<String, Failure> failures = new HashMap<>();
    private final GrantProof proof;
    private final Keep keep;
    private final String bootId;

    /** @param bootId tells this boot of the machine from others */
    public Proofs(Hypervisor hypervisor, GrantTable grants, Keep keep, String bootId) {
        this.proof = new GrantProof(hypervisor, grants);
        this.keep = keep;
        this.bootId = bootId;
    }

    /** What was found before, or is found now. What could not be tried is tried again, but not for each buffer. */
    public Proof of(Allocator allocator) {
        return remembered(allocator.name()).orElseGet(() -> {
            Failure failure = failures.get(allocator.name());
            return failure != null && System.nanoTime() - failure.when() < RETRY_NANOS
                    ? failure.proof()
                    : prove(allocator);
        });
    }

    /** Tries it now, whatever was found before. */
    public Proof prove(Allocator allocator) {
        try {
            Proof found = proof.run(allocator);
            remember(found);
            if (found.grantable()) {
                LOG.info("allocator {}: {}", found.allocator(), found.reason());
            } else {
                LOG.warn("allocator {} is not used for guests: {}", found.allocator(), found.reason());
            }
            return found;
        } catch (XenException | IllegalStateException e) {
            LOG.warn("allocator {} is not used for guests: {}", allocator.name(), e.getMessage());
            Proof failed = new Proof(allocator.name(), false, 0, 0, e.getMessage());
            failures.put(allocator.name(), new Failure(failed, System.nanoTime()));
            return failed;
        }
    }

    private static String name(String allocator) {
        return "proof/" + GrantProof.keepWord(allocator) + "/result";
    }

    private void remember(Proof found) {
        String text = String.join(
                "\n",
                VERSION,
                bootId,
                found.allocator(),
                Boolean.toString(found.grantable()),
                Integer.toString(found.pages()),
                Integer.toString(found.wrongPages()),
                found.reason());
        keep.putRecord(name(found.allocator()), text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Proof> remembered(String allocator) {
        return keep.record(name(allocator))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", 7))
                .filter(lines -> lines.length == 7
                        && lines[0].equals(VERSION)
                        && lines[1].equals(bootId)
                        && lines[2].equals(allocator))
                .map(lines -> new Proof(
                        allocator,
                        Boolean.parseBoolean(lines[3]),
                        Integer.parseInt(lines[4]),
                        Integer.parseInt(lines[5]),
                        lines[6]));
    }
}
