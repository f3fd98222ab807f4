package transom.xen.store;

import java.util.Locale;

/** What a message asks for or says (xs_wire.h, {@code enum xsd_sockmsg_type}). */
public enum StoreOp {
    CONTROL(0),
    DIRECTORY(1),
    READ(2),
    GET_PERMS(3),
    WATCH(4),
    UNWATCH(5),
    TRANSACTION_START(6),
    TRANSACTION_END(7),
    INTRODUCE(8),
    RELEASE(9),
    GET_DOMAIN_PATH(10),
    WRITE(11),
    MKDIR(12),
    RM(13),
    SET_PERMS(14),
    WATCH_EVENT(15),
    ERROR(16),
    IS_DOMAIN_INTRODUCED(17),
    RESUME(18),
    SET_TARGET(19),
    RESET_WATCHES(21),
    DIRECTORY_PART(22);

    private static final StoreOp[] ALL = values();

    private final int code;

    StoreOp(int code) {
        this.code = code;
    }

    /** The number in the message's header. */
    public int code() {
        return code;
    }

    /** The operation with this number, which came from the other end; {@code null} if there is none. */
    public static StoreOp byCode(int untrustedCode) {
        for (StoreOp op : ALL) {
            if (op.code == untrustedCode) {
                return op;
            }
        }
        return null;
    }

    /** For people, e.g. {@code transaction-start}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
