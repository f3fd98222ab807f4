package transom.xen.sim.control;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import transom.linux.Direct;
import transom.linux.Fd;

/**
 * One message: a header of 16 bytes {@code length, op, status, id} and the payload.
 *
 * @param status 0, or 1 for a refusal whose payload is the errno's name and the reason
 * @param fds travel with the message's first byte
 */
public record ControlMessage(int op, int status, int id, byte[] payload, List<Fd> fds) {

    /** Bytes of a header. */
    public static final int HEADER = 16;

    /** Most bytes of a payload: the frame numbers of 512 MiB. */
    public static final int PAYLOAD_MAX = (1 << 20) + 4096;

    static final int REFUSED = 1;

    /** A request. */
    static ControlMessage request(ControlOp op, int id, Payload payload, Fd... fds) {
        return new ControlMessage(op.code(), 0, id, payload.toBytes(), List.of(fds));
    }

    /** The answer to this request. */
    public ControlMessage answer(Payload answer, Fd... answerFds) {
        return new ControlMessage(op, 0, id, answer.toBytes(), List.of(answerFds));
    }

    /** The refusal of this request. */
    public ControlMessage refusal(ControlException reason) {
        byte[] text = new Payload().text(reason.errno()).text(reason.reason()).toBytes();
        return new ControlMessage(op, REFUSED, id, text, List.of());
    }

    /** The whole message, ready to be sent. */
    public ByteBuffer encode() {
        ByteBuffer bytes = Direct.allocate(HEADER + payload.length);
        bytes.putInt(payload.length).putInt(op).putInt(status).putInt(id).put(payload);
        return bytes.flip();
    }

    /**
     * The message at the buffer's position, which is moved past it; {@code null} if not all of it is there.
     *
     * @param fds that came with it: the message takes them
     */
    public static ControlMessage decode(ByteBuffer from, List<Fd> fds) {
        int untrustedLength = neededPayload(from);
        if (untrustedLength < 0 || from.remaining() < HEADER + untrustedLength) {
            return null;
        }
        int start = from.position();
        byte[] payload = new byte[untrustedLength];
        from.get(start + HEADER, payload).position(start + HEADER + untrustedLength);
        List<Fd> taken = List.copyOf(fds);
        fds.clear();
        return new ControlMessage(
                from.getInt(start + 4), from.getInt(start + 8), from.getInt(start + 12), payload, taken);
    }

    /** Bytes of the payload that begins at the buffer's position; -1 if even that is not known yet. */
    static int neededPayload(ByteBuffer from) {
        if (from.remaining() < HEADER) {
            return -1;
        }
        int untrustedLength = from.order(ByteOrder.LITTLE_ENDIAN).getInt(from.position());
        if (untrustedLength < 0 || untrustedLength > PAYLOAD_MAX) {
            throw new ControlException(
                    "EMSGSIZE", "a message of " + Integer.toUnsignedString(untrustedLength) + " bytes");
        }
        return untrustedLength;
    }

    /** Lends its fds' numbers. */
    int[] numbers() {
        return fds.stream().mapToInt(Fd::fd).toArray();
    }

    /** Its fields. */
    public Payload.Fields fields() {
        return new Payload.Fields(payload);
    }
}
