package transom.launcher.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import transom.xshot.XConnection;

/** Asks an X server for the extensions that matter (X protocol, {@code QueryExtension}). */
final class XServer {

    private static final int QUERY_EXTENSION = 98;

    private XServer() {}

    static List<Finding> look(String display) {
        List<Finding> found = new ArrayList<>();
        try (XConnection server = XConnection.open(display)) {
            found.add(Finding.here("X", "server", display));
            for (String extension : List.of("DRI3", "Present", "MIT-SHM")) {
                found.add(
                        has(server, extension)
                                ? Finding.here("X", extension, "there")
                                : Finding.missing("X", extension, "the server does not have it", remedy(extension)));
            }
        } catch (IOException | IllegalArgumentException e) {
            found.add(Finding.missing("X", "server", display + ": " + e.getMessage(), "start it, or correct DISPLAY"));
        }
        return found;
    }

    private static String remedy(String extension) {
        return extension.equals("DRI3")
                ? "Xorg that uses glamor, as its log says; without a GPU it does so with a GPUDevice line in its Screen section, as"
                        + " lab/dom0/xorg.conf has it; Xvfb never"
                : "";
    }

    private static boolean has(XConnection server, String extension) throws IOException {
        byte[] name = extension.getBytes(StandardCharsets.US_ASCII);
        int padded = (name.length + 3) / 4 * 4;
        ByteBuffer request = XConnection.request(QUERY_EXTENSION, 0, 8 + padded);
        request.putShort((short) name.length).putShort((short) 0).put(name);
        return server.call(request).get(8) != 0;
    }
}
