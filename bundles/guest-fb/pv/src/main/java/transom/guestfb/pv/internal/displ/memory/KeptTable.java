package transom.guestfb.pv.internal.displ.memory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.guestfb.wire.RequestRefusedException;

/**
 * A device's buffers and framebuffers, as they are in the keep.
 *
 * @param instance which connection of the frontend's they are of: what it shared and bound then
 * @param serial the next buffer's number
 * @param formerConfigs what its connectors show, of a table of version 1: these became records of their own
 */
record KeptTable(
        String instance,
        int serial,
        List<KeptBuffer> buffers,
        List<KeptFramebuffer> framebuffers,
        List<KeptConfig> formerConfigs) {

    private static final int VERSION = 2;
    private static final int VERSION_WITH_CONFIGS = 1;

    /** Versions up to this one only add at the end, so that this one reads their beginning; who cannot keep to that counts from above. */
    private static final int LAST_READABLE = 255;

    private static final int MAX_BYTES = 64 * 1024;

    static final KeptTable EMPTY = new KeptTable("", 0, List.of(), List.of(), List.of());

    /**
     * A buffer.
     *
     * @param serial makes names of buffers that had the same cookie differ
     * @param granted whether it is dom0's memory
     * @param allocator whose, if so
     * @param leftover whether it is of a connection before this one
     */
    record KeptBuffer(
            long cookie, int serial, boolean granted, String allocator, DisplayBufferLayout layout, boolean leftover) {

        KeptBuffer asLeftover() {
            return new KeptBuffer(cookie, serial, granted, allocator, layout, true);
        }
    }

    /** A framebuffer. */
    record KeptFramebuffer(long cookie, long bufferCookie, int width, int height, int fourcc) {}

    byte[] encode() {
        ByteBuffer to = ByteBuffer.allocate(MAX_BYTES);
        to.putInt(VERSION);
        putText(to, instance);
        to.putInt(serial).putInt(buffers.size());
        for (KeptBuffer b : buffers) {
            to.putLong(b.cookie())
                    .putInt(b.serial())
                    .put((byte) (b.granted() ? 1 : 0))
                    .put((byte) (b.leftover() ? 1 : 0));
            putText(to, b.allocator());
            DisplayBufferLayout layout = b.layout();
            to.putInt(layout.width()).putInt(layout.height()).putInt(layout.bitsPerPixel());
            to.putInt(layout.size()).putInt(layout.offset());
        }
        to.putInt(framebuffers.size());
        for (KeptFramebuffer f : framebuffers) {
            to.putLong(f.cookie()).putLong(f.bufferCookie());
            to.putInt(f.width()).putInt(f.height()).putInt(f.fourcc());
        }
        byte[] bytes = new byte[to.position()];
        to.flip().get(bytes);
        return bytes;
    }

    private static void putText(ByteBuffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.putShort((short) bytes.length).put(bytes);
    }

    /** Empty for what a version wrote that has another beginning. */
    static Optional<KeptTable> decode(byte[] record) {
        ByteBuffer from = ByteBuffer.wrap(record);
        try {
            int version = from.getInt();
            return version >= VERSION_WITH_CONFIGS && version <= LAST_READABLE
                    ? Optional.of(read(version, from))
                    : Optional.empty();
        } catch (BufferUnderflowException | RequestRefusedException e) {
            return Optional.empty();
        }
    }

    private static KeptTable read(int version, ByteBuffer from) {
        String instance = text(from);
        int serial = from.getInt();
        List<KeptBuffer> buffers = new ArrayList<>();
        for (int n = from.getInt(); n > 0; n--) {
            buffers.add(buffer(from));
        }
        List<KeptFramebuffer> framebuffers = new ArrayList<>();
        for (int n = from.getInt(); n > 0; n--) {
            framebuffers.add(
                    new KeptFramebuffer(from.getLong(), from.getLong(), from.getInt(), from.getInt(), from.getInt()));
        }
        List<KeptConfig> configs = new ArrayList<>();
        for (int n = version == VERSION_WITH_CONFIGS ? from.getInt() : 0; n > 0; n--) {
            configs.add(new KeptConfig(from.getInt(), from.getLong(), from.getInt()));
        }
        return new KeptTable(instance, serial, buffers, framebuffers, configs);
    }

    private static KeptBuffer buffer(ByteBuffer from) {
        long cookie = from.getLong();
        int serial = from.getInt();
        boolean granted = from.get() != 0;
        boolean leftover = from.get() != 0;
        String allocator = text(from);
        DisplayBufferLayout layout =
                new DisplayBufferLayout(from.getInt(), from.getInt(), from.getInt(), from.getInt(), from.getInt());
        return new KeptBuffer(cookie, serial, granted, allocator, layout, leftover);
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[from.getShort()];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
