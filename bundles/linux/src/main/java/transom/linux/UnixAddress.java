package transom.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@code sockaddr_un} of a path. */
final class UnixAddress {

    static final int AF_UNIX = 1; // linux/socket.h

    private UnixAddress() {}

    static ByteBuffer of(Path path) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        int room = Layouts.SOCKADDR_UN_SIZE - Layouts.SOCKADDR_UN_SUN_PATH - 1;
        if (name.length == 0 || name.length > room) {
            throw new IllegalArgumentException(
                    "socket path '" + path + "' has " + name.length + " bytes and must have 1 to " + room);
        }
        ByteBuffer address = Direct.allocate(Layouts.SOCKADDR_UN_SIZE);
        address.putShort(Layouts.SOCKADDR_UN_SUN_FAMILY, (short) AF_UNIX);
        return address.put(Layouts.SOCKADDR_UN_SUN_PATH, name);
    }
}
