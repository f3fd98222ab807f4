package transom.present.egl.internal.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import transom.xshot.XConnection;
import transom.xshot.XWindow;

/**
 * A person at the X server: keys, pointer and buttons by the extension XTEST (XTEST Extension Protocol 2.2, FakeInput),
 * and a window's close button by the message that a window manager sends (ICCCM 2.0, section 4.2.8).
 */
final class Person {

    private static final int SEND_EVENT = 25;
    private static final int QUERY_EXTENSION = 98;
    private static final int FAKE_INPUT = 2;
    private static final int KEY_PRESS = 2;
    private static final int BUTTON_PRESS = 4;
    private static final int MOTION = 6;
    private static final int CLIENT_MESSAGE = 33;

    private final TestScreen screen;
    private final int xtest;

    Person(TestScreen screen) throws IOException {
        this.screen = screen;
        byte[] name = "XTEST".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = XConnection.request(QUERY_EXTENSION, 0, 16);
        request.putShort((short) name.length).putShort((short) 0).put(name);
        this.xtest = screen.connection().call(request).get(9) & 0xff;
    }

    private void fake(int type, int detail, int x, int y) throws IOException {
        ByteBuffer request = XConnection.request(xtest, FAKE_INPUT, 36);
        request.put((byte) type).put((byte) detail).putShort((short) 0).putInt(0);
        request.putInt(screen.connection().root()).putLong(0);
        screen.connection().send(request.putShort((short) x).putShort((short) y));
    }

    /** @param linux the key's Linux code */
    void key(int linux, boolean down) throws IOException {
        fake(down ? KEY_PRESS : KEY_PRESS + 1, linux + 8, 0, 0);
    }

    void type(int linux) throws IOException {
        key(linux, true);
        key(linux, false);
    }

    /** @param button X11's number: 1 left, 2 middle, 3 right, 4 wheel up, 5 wheel down */
    void click(int button) throws IOException {
        fake(BUTTON_PRESS, button, 0, 0);
        fake(BUTTON_PRESS + 1, button, 0, 0);
    }

    /** Moves the pointer to a place on the screen. */
    void move(int x, int y) throws IOException {
        fake(MOTION, 0, x, y);
    }

    void close(XWindow window) throws IOException {
        int protocols = screen.windows().atom("WM_PROTOCOLS");
        int delete = screen.windows().atom("WM_DELETE_WINDOW");
        ByteBuffer request =
                XConnection.request(SEND_EVENT, 0, 44).putInt(window.id()).putInt(0);
        request.put((byte) CLIENT_MESSAGE).put((byte) 32).putShort((short) 0);
        screen.connection().send(request.putInt(window.id()).putInt(protocols).putInt(delete));
    }
}
