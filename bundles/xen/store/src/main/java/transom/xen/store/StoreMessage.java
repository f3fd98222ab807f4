package transom.xen.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One message (xs_wire.h, {@code struct xsd_sockmsg}): a header of 16 bytes {@code type, req_id, tx_id, len} and at most
 * 4096 bytes of payload.
 *
 * @param type a number of {@link StoreOp}, or one that this version does not know
 * @param requestId chosen by who asks, repeated in the answer
 * @param transactionId 0 outside a transaction
 * @param payload belongs to the message; not to be changed
 */
public record StoreMessage(int type, int requestId, int transactionId, byte[] payload) {

    /** Bytes of a header. */
    public static final int HEADER = 16;

    /** Most bytes of a payload (xs_wire.h, {@code XENSTORE_PAYLOAD_MAX}). */
    public static final int PAYLOAD_MAX = 4096;

    public StoreMessage {
        if (payload.length > PAYLOAD_MAX) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes, at most " + PAYLOAD_MAX);
        }
    }

    public StoreMessage(StoreOp op, int requestId, int transactionId, byte[] payload) {
        this(op.code(), requestId, transactionId, payload);
    }

    /** Whether this is a message of that kind. */
    public boolean is(StoreOp op) {
        return type == op.code();
    }

    /** Bytes of the whole message. */
    public int length() {
        return HEADER + payload.length;
    }

    /** Writes the message at the buffer's position; little-endian. */
    public void encode(ByteBuffer to) {
        to.order(ByteOrder.LITTLE_ENDIAN);
        to.putInt(type).putInt(requestId).putInt(transactionId).putInt(payload.length);
        to.put(payload);
    }

    /**
     * Reads the message at the buffer's position and moves past it.
     *
     * @return {@code null}, with the position unmoved, if not all of it is there yet
     * @throws StoreProtocolException if its payload is longer than the protocol allows
     */
    public static StoreMessage decode(ByteBuffer from) throws StoreProtocolException {
        if (from.remaining() < HEADER) {
            return null;
        }
        from.order(ByteOrder.LITTLE_ENDIAN);
        int start = from.position();
        int untrustedLength = from.getInt(start + 12);
        if (untrustedLength < 0 || untrustedLength > PAYLOAD_MAX) {
            throw new StoreProtocolException("a message with a payload of " + Integer.toUnsignedString(untrustedLength)
                    + " bytes, at most " + PAYLOAD_MAX + " are allowed");
        }
        if (from.remaining() < HEADER + untrustedLength) {
            return null;
        }
        byte[] payload = new byte[untrustedLength];
        from.get(start + HEADER, payload);
        from.position(start + HEADER + untrustedLength);
        return new StoreMessage(from.getInt(start), from.getInt(start + 4), from.getInt(start + 8), payload);
    }

    @Override
    public String toString() {
        StoreOp op = StoreOp.byCode(type);
        return (op == null ? "type " + type : op) + " req " + requestId + " tx " + transactionId + " '"
                + StorePayload.printable(payload) + "'";
    }
}
