package transom.keep.internal.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.keep.KeptEntry.Kind;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/**
 * Holds things in this process's memory, for as long as that lives.
 *
 * <p><b>Owner:</b> of the duplicates of the fds that were put: it closes each when it is removed or replaced.
 */
public final class MemoryKeep implements Keep, AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1," + MAX_NAME_LENGTH + "}");

    private record Kept<T>(T thing, Instant since) {}

    private final Map<String, Kept<byte[]>> records = new HashMap<>();
    private final Map<String, Kept<Fd>> fds = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized void putRecord(String name, byte[] record) {
        requireRoom(name, records);
        if (record.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "record '" + name + "' has " + record.length + " bytes and may have at most " + MAX_RECORD_BYTES);
        }
        records.put(name, new Kept<>(record.clone(), Instant.now()));
    }

    @Override
    public synchronized Optional<byte[]> record(String name) {
        requireOpen();
        return Optional.ofNullable(records.get(name)).map(kept -> kept.thing().clone());
    }

    @Override
    public synchronized void putFd(String name, int fd) {
        requireRoom(name, fds);
        Fd held;
        try {
            held = Fd.dupOf(fd);
        } catch (ErrnoException e) {
            throw new IllegalArgumentException("fd " + fd + " for '" + name + "' cannot be held: " + e.getMessage(), e);
        }
        Kept<Fd> before = fds.put(name, new Kept<>(held, Instant.now()));
        if (before != null) {
            before.thing().close();
        }
    }

    @Override
    public synchronized OptionalInt dupFd(String name) {
        requireOpen();
        Kept<Fd> kept = fds.get(name);
        if (kept == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(kept.thing().dup().take());
        } catch (ErrnoException e) {
            throw new IllegalStateException("no duplicate of '" + name + "': " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void remove(String name) {
        records.remove(name);
        Kept<Fd> kept = fds.remove(name);
        if (kept != null) {
            kept.thing().close();
        }
    }

    @Override
    public synchronized List<KeptEntry> list() {
        requireOpen();
        List<KeptEntry> entries = new ArrayList<>(records.size() + fds.size());
        records.forEach(
                (name, kept) -> entries.add(new KeptEntry(name, Kind.RECORD, kept.thing().length, kept.since())));
        fds.forEach((name, kept) -> entries.add(new KeptEntry(name, Kind.FD, -1, kept.since())));
        entries.sort(Comparator.comparing(KeptEntry::name).thenComparing(KeptEntry::kind));
        return List.copyOf(entries);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the keep is closed: its bundle was stopped");
        }
    }

    private void requireRoom(String name, Map<String, ?> things) {
        requireOpen();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name '" + name + "' must be 1 to " + MAX_NAME_LENGTH + " of A-Z a-z 0-9 . _ / -");
        }
        if (!things.containsKey(name) && records.size() + fds.size() >= MAX_ENTRIES) {
            throw new IllegalStateException("no room for '" + name + "': " + MAX_ENTRIES + " things are held; list()"
                    + " names them, remove() lets one go");
        }
    }

    /** Lets go of everything; a second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        records.clear();
        fds.values().forEach(kept -> kept.thing().close());
        fds.clear();
    }
}
