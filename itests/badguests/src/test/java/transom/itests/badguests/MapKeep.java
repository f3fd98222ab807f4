package transom.itests.badguests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import transom.keep.Keep;
import transom.keep.KeptEntry;

/** A keep that outlives the backend because the test holds it. */
final class MapKeep implements Keep {

    private final Map<String, byte[]> records = new ConcurrentSkipListMap<>();

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
        throw new UnsupportedOperationException("a vfb keeps no fds");
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
    public List<KeptEntry> list() {
        return records.entrySet().stream()
                .map(e -> new KeptEntry(e.getKey(), KeptEntry.Kind.RECORD, e.getValue().length, Instant.EPOCH))
                .toList();
    }
}
