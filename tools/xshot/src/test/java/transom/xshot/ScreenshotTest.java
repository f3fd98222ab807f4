package transom.xshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Against a window that the test itself makes by the X protocol. */
class ScreenshotTest {

    private static final int CREATE_WINDOW = 1;
    private static final int MAP_WINDOW = 8;
    private static final int CHANGE_PROPERTY = 18;
    private static final int BACKGROUND_PIXEL = 2;
    private static final int ATOM_STRING = 31;
    private static final int ATOM_WM_NAME = 39;
    private static final int WINDOW = 0x00200001;

    private static void window(XConnection server, String title, int color) throws Exception {
        ByteBuffer create =
                XConnection.request(CREATE_WINDOW, 0, 36).putInt(WINDOW).putInt(server.root());
        create.putShort((short) 30).putShort((short) 20).putShort((short) 70).putShort((short) 50);
        create.putShort((short) 0).putShort((short) 0).putInt(0);
        server.send(create.putInt(BACKGROUND_PIXEL).putInt(color));
        byte[] text = title.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer name = XConnection.request(CHANGE_PROPERTY, 0, 24 + XConnection.pad(text.length));
        name.putInt(WINDOW).putInt(ATOM_WM_NAME).putInt(ATOM_STRING).putInt(8).putInt(text.length);
        server.send(name.put(text));
        server.send(XConnection.request(MAP_WINDOW, 0, 8).putInt(WINDOW));
    }

    @Test
    void seesTheWindowAndTheScreenAroundIt() throws Exception {
        Assumptions.assumeTrue(Xvfb.missing().isEmpty(), Xvfb.missing());
        try (Xvfb xvfb = Xvfb.start(200, 100);
                XConnection owner = XConnection.open(xvfb.display());
                XConnection server = XConnection.open(xvfb.display())) {
            window(owner, "caf\u00e9", 0x123456);
            XWindows windows = new XWindows(server);
            XWindow window = windows.titled("caf\u00e9").get(0);
            assertThat(window.x()).isEqualTo(30);
            assertThat(window.y()).isEqualTo(20);
            BufferedImage image = Screenshot.of(server, window);
            assertThat(image.getWidth()).isEqualTo(70);
            assertThat(image.getRGB(69, 49) & 0xffffff).isEqualTo(0x123456);
            BufferedImage root = Screenshot.ofRoot(server);
            assertThat(root.getWidth()).isEqualTo(200);
            assertThat(root.getRGB(30, 20) & 0xffffff).isEqualTo(0x123456);
            assertThat(root.getRGB(29, 20) & 0xffffff).isZero();
            windows.resize(window.id(), 40, 30);
            assertThat(windows.describe(window.id()).width()).isEqualTo(40);
            assertThat(Screenshot.of(server, windows.describe(window.id())).getHeight())
                    .isEqualTo(30);
        }
    }
}
