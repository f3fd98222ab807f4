package transom.guestfb.pv.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import transom.keep.Keep;
import transom.keep.KeptEntry;

/** Records in memory. */
public final class FakeKeep implements Keep {

    private final Map<String, byte[]> records = new TreeMap<>();

    @Override
    public void putRecord(String name, byte[] record) {
        records.put(name, record.clone());
    }

    @Override
    public Optional<byte[]> record(String name) {
        return Optional.ofNullable(records.get(name)).map(byte[]::clone);
    }

    @Override
    public void putFd(String name, int fd) {
        throw new UnsupportedOperationException("no fds are kept");
    }

    @Override
    public OptionalInt dupFd(String name) {
        return OptionalInt.empty();
    }

    @Override
    public void remove(String name) {
        records.remove(name);
    }

    @Override
    public void claim(String name) {
        // Nobody serves anything.
    }

    @Override
    public void leave(String name) {
        // Nobody else serves anything.
    }

    @Override
    public List<KeptEntry> list() {
        return records.entrySet().stream()
                .map(e -> new KeptEntry(e.getKey(), KeptEntry.Kind.RECORD, e.getValue().length, Instant.EPOCH))
                .toList();
    }
}
