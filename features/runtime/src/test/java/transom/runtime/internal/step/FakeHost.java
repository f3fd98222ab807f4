package transom.runtime.internal.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bundles as numbers with a jar and a state; fails where it is told to. */
final class FakeHost implements Host {

    /** What was asked of it, e.g. {@code stop 1}. */
    final List<String> calls = new ArrayList<>();

    private final Map<Long, Artifact> jars = new HashMap<>();
    private final Set<Long> active = new HashSet<>();
    private final Map<String, Long> current = new HashMap<>();
    private final Set<String> failures = new HashSet<>();
    private long last;

    /** Something that runs from the start. */
    long running(Artifact jar) {
        jars.put(++last, jar);
        active.add(last);
        current.put(jar.name(), last);
        return last;
    }

    /** From now on {@code call}, e.g. {@code start 2}, fails. */
    void fails(String call) {
        failures.add(call);
    }

    /** What runs, by name: the digests of the jars that are active. */
    List<String> active() {
        return active.stream()
                .map(jars::get)
                .map(jar -> jar.name() + "=" + jar.sha256())
                .sorted()
                .toList();
    }

    int installed() {
        return jars.size();
    }

    private void call(String call) throws StepException {
        calls.add(call);
        if (failures.contains(call)) {
            throw new StepException(call + " failed");
        }
    }

    @Override
    public long current(String name) {
        return current.get(name);
    }

    @Override
    public void adopt(long bundle) {
        current.put(jars.get(bundle).name(), bundle);
    }

    @Override
    public long install(Artifact jar) throws StepException {
        call("install " + jar.sha256());
        jars.put(++last, jar);
        return last;
    }

    @Override
    public void warm(long bundle) {
        calls.add("warm " + bundle);
    }

    @Override
    public void start(long bundle, Deadline deadline) throws StepException {
        call("start " + bundle);
        active.add(bundle);
    }

    @Override
    public void stop(long bundle, Deadline deadline) throws StepException {
        call("stop " + bundle);
        active.remove(bundle);
    }

    @Override
    public void replace(long bundle, Artifact jar, Deadline deadline) throws StepException {
        call("replace " + bundle + " " + jar.sha256());
        jars.put(bundle, jar);
    }

    @Override
    public void refresh(List<Long> bundles, Deadline deadline) throws StepException {
        call("refresh " + bundles);
    }

    @Override
    public void uninstall(long bundle, Deadline deadline) throws StepException {
        call("uninstall " + bundle);
        active.remove(bundle);
        jars.remove(bundle);
    }
}
