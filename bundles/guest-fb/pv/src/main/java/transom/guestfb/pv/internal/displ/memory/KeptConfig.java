package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a connector was configured to show. As bytes: version, events, cookie; little-endian (docs/protocol/care.md). A
 * caretaker writes it, too.
 *
 * @param framebufferCookie 0 if it is off
 * @param events how many the connector had sent by then: later ones name what it has shown since
 */
record KeptConfig(int connector, long framebufferCookie, int events) {

    private static final int VERSION = 1;
    private static final int SIZE = 2 * Integer.BYTES + Long.BYTES;

    static KeptConfig off(int connector) {
        return new KeptConfig(connector, 0, 0);
    }

    boolean isOff() {
        return framebufferCookie == 0;
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(VERSION)
                .putInt(events)
                .putLong(framebufferCookie)
                .array();
    }

    /** Empty for what another version wrote. */
    static Optional<KeptConfig> decode(int connector, byte[] record) {
        ByteBuffer from = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        if (record.length != SIZE || from.getInt() != VERSION) {
            return Optional.empty();
        }
        int events = from.getInt();
        return Optional.of(new KeptConfig(connector, from.getLong(), events));
    }
}
