package transom.xshot;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key to an X server, from the file that {@code xauth} keeps (Xsecurity(7), libXau's AuRead.c). */
final class XAuthority {

    static final String COOKIE = "MIT-MAGIC-COOKIE-1";

    private XAuthority() {}

    /** The cookie of a display, empty if there is none: the server may not ask for one. */
    static byte[] cookie(int display) throws IOException {
        String set = System.getenv("XAUTHORITY");
        Path file = set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), ".Xauthority");
        if (!Files.isReadable(file)) {
            return new byte[0];
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return find(in, Integer.toString(display));
        }
    }

    private static byte[] find(DataInputStream in, String display) throws IOException {
        try {
            while (true) {
                in.readUnsignedShort(); // family of the address
                field(in);
                String number = new String(field(in), StandardCharsets.US_ASCII);
                String name = new String(field(in), StandardCharsets.US_ASCII);
                byte[] data = field(in);
                if (name.equals(COOKIE) && (number.isEmpty() || number.equals(display))) {
                    return data;
                }
            }
        } catch (EOFException end) {
            return new byte[0];
        }
    }

    private static byte[] field(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
