package transom.keep.internal.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import transom.keep.Keep;
import transom.linux.Direct;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.MemFd;
import transom.linux.Posix;

/**
 * A record as a memfd, replaced in place so that whoever dies between two writes leaves the old one or the new one: of two
 * slots one is active, the other is written first and then made active by one store of four bytes.
 *
 * <pre>
 *    0  u32 magic       "TKR1", little-endian
 *    4  u32 active      0 or 1
 *    8  u64 since       when the record was first put, in ms since the epoch
 *   16  u32 length[2]   of each slot, in bytes
 * 4096  slot 0, 65536 bytes; slot 1 after it
 * </pre>
 *
 * <p>{@code native/keeper/record.h} has the same. What has another magic is another version's: it is not read, and left as it
 * is.
 *
 * <p><b>Thread:</b> one at a time.
 */
public final class RecordFile {

    private static final int MAGIC = 0x31524b54;
    private static final int ACTIVE_AT = 4;
    private static final int SINCE_AT = 8;
    private static final int LENGTHS_AT = 16;
    private static final int HEAD = 24;
    private static final int SLOTS_AT = 4096;
    private static final int SLOT = Keep.MAX_RECORD_BYTES;
    private static final long SIZE = SLOTS_AT + 2L * SLOT;

    /** What {@code memfd_create} takes as a name, at most (mm/memfd.c: NAME_MAX less the kernel's prefix). */
    private static final int MEMFD_NAME = 249;

    /** What is said at the start of the file. */
    public record Head(int active, int length, Instant since) {}

    private final ByteBuffer scratch = Direct.allocate(SLOT);

    /**
     * A new file with this record.
     *
     * @param name for people: in /proc/PID/fd
     * @param record at most {@link Keep#MAX_RECORD_BYTES}
     */
    public Fd create(String name, byte[] record, Instant since) {
        String shown = name.substring(0, Math.min(name.length(), MEMFD_NAME));
        Fd fd = MemFd.create(shown, SIZE, true);
        try {
            scratch.clear().putInt(MAGIC).putInt(0).putLong(since.toEpochMilli());
            scratch.putInt(record.length).putInt(0).flip();
            write(fd, 0);
            writeSlot(fd, 0, record);
            return fd;
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /** Its head; empty if it is not of this version. */
    public Optional<Head> head(Fd fd) {
        scratch.clear().limit(HEAD);
        if (Posix.readAt(fd, scratch, 0) != HEAD || scratch.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        int active = scratch.getInt(ACTIVE_AT);
        if (active != 0 && active != 1) {
            return Optional.empty();
        }
        int length = scratch.getInt(LENGTHS_AT + active * Integer.BYTES);
        return length < 0 || length > SLOT
                ? Optional.empty()
                : Optional.of(new Head(active, length, Instant.ofEpochMilli(scratch.getLong(SINCE_AT))));
    }

    /** A copy of the record; empty if it is not of this version. */
    public Optional<byte[]> read(Fd fd) {
        return head(fd).map(head -> {
            byte[] record = new byte[head.length()];
            scratch.clear().limit(record.length);
            ErrnoException.check(Posix.readAt(fd, scratch, slot(head.active())), "pread", fd);
            scratch.flip().get(record);
            return record;
        });
    }

    /** Replaces it; false, and nothing is done, if it is not of this version. */
    public boolean replace(Fd fd, byte[] record) {
        Optional<Head> head = head(fd);
        if (head.isEmpty()) {
            return false;
        }
        int next = 1 - head.get().active();
        writeSlot(fd, next, record);
        scratch.clear().putInt(record.length).flip();
        write(fd, LENGTHS_AT + next * Integer.BYTES);
        scratch.clear().putInt(next).flip();
        write(fd, ACTIVE_AT);
        return true;
    }

    private void writeSlot(Fd fd, int slot, byte[] record) {
        scratch.clear().put(record).flip();
        write(fd, slot(slot));
    }

    private static long slot(int which) {
        return SLOTS_AT + (long) which * SLOT;
    }

    private void write(Fd fd, long offset) {
        int expected = scratch.remaining();
        if (ErrnoException.check(Posix.writeAt(fd, scratch, offset), "pwrite", fd) != expected) {
            throw new IllegalStateException(fd + " took less than the " + expected + " bytes of a record");
        }
    }
}
