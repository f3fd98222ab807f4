package transom.present.egl.internal.view;

import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.present.egl.internal.gl.GuestTexture;
import transom.present.egl.internal.gl.Painter;
import transom.present.egl.internal.gl.Snapshot;
import transom.present.egl.internal.window.GuestWindow;

/** A window with the GL objects that fill it. <b>Thread:</b> render. */
final class Picture {

    private final GuestWindow window;
    private final GuestTexture texture;
    private final Painter painter;

    Picture(GuestWindow window, Surroundings surroundings) {
        this.window = window;
        window.makeCurrent();
        this.texture = new GuestTexture(surroundings.probe().limits());
        this.painter = new Painter();
    }

    /** Takes the frame's damage over. @return bytes that the CPU copied */
    long upload(Frame frame) {
        Buffer buffer = frame.buffer();
        window.makeCurrent();
        texture.fit(buffer);
        ByteBuffer pixels = buffer.beginCpuAccess();
        try {
            return texture.upload(buffer, pixels, frame.damage());
        } finally {
            buffer.endCpuAccess();
        }
    }

    /** Issues the drawing. */
    void draw(boolean linear) {
        window.makeCurrent();
        window.follow(texture.width(), texture.height());
        painter.paint(texture, window.letterbox(), linear);
        painter.check();
    }

    GuestWindow window() {
        return window;
    }

    int width() {
        return texture.width();
    }

    int height() {
        return texture.height();
    }

    /** The picture read back, R, G, B, X. */
    ByteBuffer snapshot() {
        window.makeCurrent();
        return Snapshot.take(texture, painter);
    }

    /** The GL objects go with their context. */
    void close() {
        window.close();
    }
}
