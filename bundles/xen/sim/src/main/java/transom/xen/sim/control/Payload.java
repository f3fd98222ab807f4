package transom.xen.sim.control;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message's fields, one after the other: 32 and 64 bits little-endian, text as its length and UTF-8. */
public final class Payload {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Payload u32(int value) {
        bytes.writeBytes(little(Integer.BYTES).putInt(0, value).array());
        return this;
    }

    public Payload u64(long value) {
        bytes.writeBytes(little(Long.BYTES).putLong(0, value).array());
        return this;
    }

    public Payload flag(boolean value) {
        return u32(value ? 1 : 0);
    }

    public Payload text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** A count and so many 64 bits. */
    public Payload list(long[] values) {
        u32(values.length);
        ByteBuffer all = little(values.length * Long.BYTES);
        all.asLongBuffer().put(values);
        bytes.writeBytes(all.array());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads fields that the other end wrote; throws {@link ControlException} with EBADMSG where they are not there. */
    public static final class Fields {

        private final ByteBuffer untrusted;

        public Fields(byte[] untrusted) {
            this.untrusted = ByteBuffer.wrap(untrusted).order(ByteOrder.LITTLE_ENDIAN);
        }

        public int u32() {
            return require(Integer.BYTES).getInt();
        }

        public long u64() {
            return require(Long.BYTES).getLong();
        }

        public boolean flag() {
            return u32() != 0;
        }

        public String text() {
            int length = u32();
            require(length);
            byte[] utf8 = new byte[length];
            untrusted.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }

        public long[] list() {
            int count = u32();
            if (count < 0 || count > untrusted.remaining() / Long.BYTES) {
                throw new ControlException("EBADMSG", "a list of " + Integer.toUnsignedString(count) + " is cut off");
            }
            long[] values = new long[count];
            untrusted.asLongBuffer().get(values);
            untrusted.position(untrusted.position() + count * Long.BYTES);
            return values;
        }

        /** Whether there is more. */
        public boolean hasMore() {
            return untrusted.hasRemaining();
        }

        private ByteBuffer require(int length) {
            if (length < 0 || untrusted.remaining() < length) {
                throw new ControlException("EBADMSG", "a message is cut off");
            }
            return untrusted;
        }
    }
}
