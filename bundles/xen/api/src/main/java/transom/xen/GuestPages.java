package transom.xen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Pages that a guest and this process share: a bounds-checked, volatile, little-endian view.
 *
 * <p>The guest may write between any two reads. Read a value once into a local, check the local, use the local.
 *
 * <p><b>Owner:</b> whoever mapped it closes it. <b>Thread:</b> any; nobody may use it, or a view that it lent, while it
 * is being closed. After that every access throws {@link IllegalStateException}.
 */
public final class GuestPages implements AutoCloseable {

    /** Bytes of a page: 4096 on every architecture that Xen runs on. */
    public static final int PAGE_SIZE = 4096;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int size;
    private final Runnable unmap;
    private final Runnable forget;
    private volatile ByteBuffer memory;

    /**
     * @param memory direct, the whole mapping
     * @param unmap ends the mapping; runs once
     */
    public GuestPages(ByteBuffer memory, Runnable unmap) {
        this(memory, unmap, () -> {});
    }

    /**
     * @param memory direct, the whole mapping
     * @param unmap ends the mapping; runs once
     * @param forget ends what the keep knows of it; runs once, unless it is {@linkplain #detach left}
     */
    public GuestPages(ByteBuffer memory, Runnable unmap, Runnable forget) {
        if (!memory.isDirect() || memory.capacity() == 0 || memory.capacity() % PAGE_SIZE != 0) {
            throw new IllegalArgumentException("not a direct buffer of whole pages: " + memory);
        }
        this.memory = memory.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        this.size = memory.capacity();
        this.unmap = unmap;
        this.forget = forget;
    }

    /** In bytes, a multiple of {@link #PAGE_SIZE}. */
    public int size() {
        return size;
    }

    /** The byte at {@code offset}, 0..255. */
    public int getUnsignedByte(int offset) {
        return memory().get(offset) & 0xff;
    }

    /** The 32 bits at {@code offset}, a multiple of 4; no later access is done before this one. */
    public int getInt(int offset) {
        return (int) INT.getAcquire(memory(), offset);
    }

    /** The 64 bits at {@code offset}, a multiple of 8; no later access is done before this one. */
    public long getLong(int offset) {
        return (long) LONG.getAcquire(memory(), offset);
    }

    /** Writes one byte. */
    public void putByte(int offset, int value) {
        memory().put(offset, (byte) value);
    }

    /** Writes 32 bits at {@code offset}, a multiple of 4; every earlier access is done before this one. */
    public void putInt(int offset, int value) {
        INT.setRelease(memory(), offset, value);
    }

    /** Writes 64 bits at {@code offset}, a multiple of 8; every earlier access is done before this one. */
    public void putLong(int offset, long value) {
        LONG.setRelease(memory(), offset, value);
    }

    /** Copies {@code length} bytes at {@code offset} to the start of {@code to}. */
    public void copyOut(int offset, byte[] to, int length) {
        memory().get(offset, to, 0, length);
    }

    /** Lends the mapping itself, valid until {@link #close}; absolute access only. */
    public ByteBuffer asByteBuffer() {
        return memory();
    }

    private ByteBuffer memory() {
        ByteBuffer m = memory;
        if (m == null) {
            throw new IllegalStateException("these guest pages are not mapped any more");
        }
        return m;
    }

    /** Ends the mapping, and what the keep knows of it; a second call does nothing. */
    @Override
    public void close() {
        end(forget);
    }

    /** I leave: ends the mapping here, and leaves what the keep knows of it. A second call does nothing. */
    public void detach() {
        end(() -> {});
    }

    private void end(Runnable first) {
        synchronized (this) {
            if (memory == null) {
                return;
            }
            memory = null;
        }
        first.run();
        unmap.run();
    }
}
