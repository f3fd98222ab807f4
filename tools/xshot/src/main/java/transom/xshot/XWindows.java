package transom.xshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The windows of an X server. <b>Thread:</b> the connection's. */
public final class XWindows {

    private static final int GET_ATTRIBUTES = 3;
    private static final int CONFIGURE = 12;
    private static final int GET_GEOMETRY = 14;
    private static final int QUERY_TREE = 15;
    private static final int INTERN_ATOM = 16;
    private static final int GET_PROPERTY = 20;
    private static final int TRANSLATE = 40;
    private static final int WM_NAME = 39;
    private static final int WM_CLASS = 67;
    private static final int VIEWABLE = 2;
    private static final int WIDTH_AND_HEIGHT = 4 | 8;
    private static final int STACK_MODE = 64;
    private static final int ABOVE = 0;

    private final XConnection server;
    private final int utf8Name;

    public XWindows(XConnection server) throws IOException {
        this.server = server;
        this.utf8Name = atom("_NET_WM_NAME");
    }

    /** The number of a name. */
    public int atom(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = XConnection.request(INTERN_ATOM, 0, 8 + XConnection.pad(text.length));
        request.putShort((short) text.length).putShort((short) 0).put(text);
        return server.call(request).getInt(8);
    }

    /** All windows that have a title, top-level or not. */
    public List<XWindow> list() throws IOException {
        List<XWindow> found = new ArrayList<>();
        collect(server.root(), found);
        return found;
    }

    private void collect(int window, List<XWindow> found) throws IOException {
        try {
            XWindow here = describe(window);
            if (!here.title().isEmpty()) {
                found.add(here);
            }
            ByteBuffer tree = server.call(about(QUERY_TREE, window));
            int children = tree.getShort(16) & 0xffff;
            for (int i = 0; i < children; i++) {
                collect(tree.getInt(32 + 4 * i), found);
            }
        } catch (XErrorException e) {
            if (!e.isGone()) {
                throw e;
            }
        }
    }

    /** The window with this id. */
    public XWindow describe(int window) throws IOException {
        ByteBuffer geometry = server.call(about(GET_GEOMETRY, window));
        boolean viewable = server.call(about(GET_ATTRIBUTES, window)).get(26) == VIEWABLE;
        ByteBuffer request = XConnection.request(TRANSLATE, 0, 16);
        ByteBuffer place = server.call(request.putInt(window).putInt(server.root()));
        String utf8 = text(window, utf8Name, StandardCharsets.UTF_8);
        String title = utf8.isEmpty() ? text(window, WM_NAME, StandardCharsets.ISO_8859_1) : utf8;
        String[] classes = text(window, WM_CLASS, StandardCharsets.ISO_8859_1).split("\0");
        return new XWindow(
                window,
                title,
                classes[classes.length - 1],
                place.getShort(12),
                place.getShort(14),
                geometry.getShort(16) & 0xffff,
                geometry.getShort(18) & 0xffff,
                viewable);
    }

    private String text(int window, int property, Charset charset) throws IOException {
        ByteBuffer request = XConnection.request(GET_PROPERTY, 0, 24);
        request.putInt(window).putInt(property).putInt(0).putInt(0).putInt(256);
        ByteBuffer reply = server.call(request);
        return reply.get(1) != 8 ? "" : new String(reply.array(), 32, reply.getInt(16), charset);
    }

    private static ByteBuffer about(int opcode, int window) {
        return XConnection.request(opcode, 0, 8).putInt(window);
    }

    /** The viewable windows whose title contains the text; one whose title equals it comes first. */
    public List<XWindow> titled(String text) throws IOException {
        List<XWindow> found = new ArrayList<>();
        for (XWindow window : list()) {
            if (window.viewable() && window.title().contains(text)) {
                found.add(window.title().equals(text) ? 0 : found.size(), window);
            }
        }
        return found;
    }

    /** The first window with such a title, empty if there is none in time. */
    public Optional<XWindow> await(String text, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            List<XWindow> found = titled(text);
            if (!found.isEmpty() || System.nanoTime() >= end) {
                return found.stream().findFirst();
            }
            Thread.sleep(20);
        }
    }

    /** Gives a window's inside another size. */
    public void resize(int window, int width, int height) throws IOException {
        ByteBuffer request = XConnection.request(CONFIGURE, 0, 20);
        request.putInt(window).putShort((short) WIDTH_AND_HEIGHT).putShort((short) 0);
        server.send(request.putInt(width).putInt(height));
    }

    /** Asks for a window to be above its siblings; a window manager may have its own mind. */
    public void raise(int window) throws IOException {
        ByteBuffer request = XConnection.request(CONFIGURE, 0, 16);
        request.putInt(window).putShort((short) STACK_MODE).putShort((short) 0);
        server.send(request.putInt(ABOVE));
    }
}
