package transom.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@code sockaddr_un}. */
final class UnixAddress {

    static final int AF_UNIX = 1; // linux/socket.h

    private UnixAddress() {}

    /** Of a path, or after {@code @} of an abstract name (unix(7)), as environment variables have it. */
    static ByteBuffer of(String text) {
        if (!text.startsWith("@")) {
            return of(Path.of(text));
        }
        // The address has no terminator: its length is where the name ends.
        byte[] name = checked(text);
        name[0] = 0;
        ByteBuffer address = Direct.allocate(Layouts.SOCKADDR_UN_SUN_PATH + name.length);
        address.putShort(Layouts.SOCKADDR_UN_SUN_FAMILY, (short) AF_UNIX);
        return address.put(Layouts.SOCKADDR_UN_SUN_PATH, name);
    }

    static ByteBuffer of(Path path) {
        byte[] name = checked(path.toString());
        ByteBuffer address = Direct.allocate(Layouts.SOCKADDR_UN_SIZE);
        address.putShort(Layouts.SOCKADDR_UN_SUN_FAMILY, (short) AF_UNIX);
        return address.put(Layouts.SOCKADDR_UN_SUN_PATH, name);
    }

    private static byte[] checked(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        int room = Layouts.SOCKADDR_UN_SIZE - Layouts.SOCKADDR_UN_SUN_PATH - 1;
        if (name.length == 0 || name.length > room) {
            throw new IllegalArgumentException(
                    "socket path '" + path + "' has " + name.length + " bytes and must have 1 to " + room);
        }
        return name;
    }
}
