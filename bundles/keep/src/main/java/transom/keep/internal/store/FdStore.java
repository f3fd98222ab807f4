package transom.keep.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.keep.KeptEntry.Kind;
import transom.keep.internal.record.RecordFile;
import transom.keep.internal.supervisor.Supervisor;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/**
 * Holds everything as open files: fds under {@code F/NAME}, records as memfds under {@code R/NAME}; in this process, and with
 * whoever supervises it. Each is given to both when it is put, so that closing this, or the process's death, loses nothing.
 *
 * <p>Other names are other versions': they are left alone.
 */
public class FdStore implements Keep, AutoCloseable {

    /**
     * All names together, with a prefix and a colon each, fit into one string of the environment (MAX_ARG_STRLEN of
     * linux/binfmts.h, less LISTEN_FDNAMES=): with more no next process could be started.
     */
    private static final int MAX_NAMES = 128 * 1024 - 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1," + MAX_NAME_LENGTH + "}");
    private static final String FD = "F/";
    private static final String RECORD = "R/";

    private final HeldFds held;
    private final Supervisor supervisor;
    private final RecordFile records = new RecordFile();

    /** When this came to know an fd that no record of its name is older than. */
    private final Map<String, Instant> known = new HashMap<>();

    private boolean closed;

    /**
     * Goes on with what this process holds.
     *
     * @param process {@link System#getProperties}: where what is held is noted; a test's own holds for that test
     */
    public FdStore(Properties process, Supervisor supervisor) {
        this.held = new HeldFds(process);
        this.supervisor = supervisor;
    }

    /** Takes over what this process was started with, once in its life. How many. */
    public synchronized int takeInherited(Map<String, String> environment, long pid) {
        return held.takeInherited(environment, pid);
    }

    @Override
    public synchronized void putRecord(String name, byte[] record) {
        requireName(name);
        if (record.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "record '" + name + "' has " + record.length + " bytes and may have at most " + MAX_RECORD_BYTES);
        }
        Fd there = held.get(RECORD + name);
        if (there == null || !records.replace(there, record)) {
            hold(RECORD + name, records.create("transom:" + name, record, Instant.now()));
        }
    }

    @Override
    public synchronized Optional<byte[]> record(String name) {
        requireOpen();
        return Optional.ofNullable(held.get(RECORD + name)).flatMap(records::read);
    }

    @Override
    public synchronized void putFd(String name, int fd) {
        requireName(name);
        Fd mine;
        try {
            mine = Fd.dupOf(fd);
        } catch (ErrnoException e) {
            throw new IllegalArgumentException("fd " + fd + " for '" + name + "' cannot be held: " + e.getMessage(), e);
        }
        hold(FD + name, mine);
        known.put(name, Instant.now());
    }

    /** <b>Owner:</b> this, of the fd, also if it throws. */
    private void hold(String fdName, Fd fd) {
        try {
            if (held.get(fdName) != null) {
                // systemd would hold both under this name.
                supervisor.remove(fdName);
            } else {
                requireRoom(fdName);
            }
            supervisor.store(fdName, fd.fd());
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
        held.add(fdName, fd);
    }

    @Override
    public synchronized OptionalInt dupFd(String name) {
        requireOpen();
        Fd fd = held.get(FD + name);
        if (fd == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(fd.dup().take());
        } catch (ErrnoException e) {
            throw new IllegalStateException("no duplicate of '" + name + "': " + e.getMessage(), e);
        }
    }

    /** After {@link #close} nothing happens: the next store has what is held. */
    @Override
    public synchronized void remove(String name) {
        if (!closed) {
            remove(FD, name);
            remove(RECORD, name);
            known.remove(name);
        }
    }

    private void remove(String kind, String name) {
        if (held.remove(kind + name)) {
            supervisor.remove(kind + name);
        }
    }

    @Override
    public synchronized void claim(String name) {
        requireName(name);
        supervisor.claim(name);
    }

    @Override
    public synchronized void leave(String name) {
        requireName(name);
        supervisor.leave(name);
    }

    @Override
    public synchronized List<KeptEntry> list() {
        requireOpen();
        List<KeptEntry> entries = new ArrayList<>();
        for (String fdName : held.names()) {
            String name = fdName.substring(Math.min(fdName.length(), FD.length()));
            if (fdName.startsWith(FD)) {
                entries.add(new KeptEntry(name, Kind.FD, -1, since(name)));
            } else if (fdName.startsWith(RECORD)) {
                int length = head(name).map(RecordFile.Head::length).orElse(-1);
                entries.add(new KeptEntry(name, Kind.RECORD, length, since(name)));
            }
        }
        entries.sort(KeptEntry.BY_NAME);
        return List.copyOf(entries);
    }

    private Optional<RecordFile.Head> head(String name) {
        return Optional.ofNullable(held.get(RECORD + name)).flatMap(records::head);
    }

    /** A record knows; an fd without one is as old as what it belongs to, else as this process's holding it. */
    private Instant since(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
            Optional<RecordFile.Head> head = head(name.substring(0, end));
            if (head.isPresent()) {
                return head.get().since();
            }
        }
        return known.computeIfAbsent(name, n -> Instant.now());
    }

    protected final boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the keep is closed: its bundle was stopped");
        }
    }

    private void requireName(String name) {
        requireOpen();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name '" + name + "' must be 1 to " + MAX_NAME_LENGTH + " of A-Z a-z 0-9 . _ / -");
        }
    }

    private void requireRoom(String fdName) {
        String why = held.names().size() >= MAX_ENTRIES
                ? MAX_ENTRIES + " things are held"
                : held.namesLength() + fdName.length() + 1 > MAX_NAMES
                        ? "the names of what is held have " + held.namesLength() + " bytes"
                        : null;
        if (why != null) {
            throw new IllegalStateException("no room for '" + fdName.substring(FD.length()) + "': " + why
                    + "; list() names them, remove() lets one go");
        }
    }

    /** Leaves everything held; a second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        supervisor.close();
    }
}
