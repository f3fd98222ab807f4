package transom.present.egl.internal.view;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.present.egl.internal.gl.Bindings;
import transom.present.egl.internal.gl.Imports;
import transom.present.egl.internal.gl.Painter;
import transom.present.egl.internal.gl.Snapshot;
import transom.present.egl.internal.gl.Texture;
import transom.present.egl.internal.gl.UploadedTexture;
import transom.present.egl.internal.image.Importing;
import transom.present.egl.internal.window.GuestWindow;

/**
 * A window with the GL objects that fill it. What it shows is a copy of the guest's picture, or the guest's buffer itself;
 * then it reads that only while it holds a lock, and whoever gives the buffer back waits until GL has read.
 *
 * <p><b>Thread:</b> render.
 */
final class Picture {

    private static final String UPLOAD = "upload";

    private final GuestWindow window;
    private final Importing importing;
    private final Bindings bindings = new Bindings();
    private final UploadedTexture uploaded;
    private final Painter painter;
    private final Imports imports;
    private final String uploadInstead;

    /** What is drawn; null if that has gone. */
    private Texture shown;

    /** Whose texture it is, if GL reads it where the guest draws. */
    private Imports.Import inPlace;

    private String path = UPLOAD;

    Picture(GuestWindow window, Surroundings surroundings, Runnable wake) {
        this.window = window;
        this.importing = surroundings.importing();
        window.makeCurrent();
        this.uploaded = new UploadedTexture(surroundings.probe().limits(), bindings);
        this.painter = new Painter();
        this.imports = importing
                .images()
                .map(images -> new Imports(images, surroundings.probe().limits(), bindings, wake))
                .orElse(null);
        this.uploadInstead = UPLOAD + ": " + importing.reason();
    }

    /**
     * Takes the frame's picture over: in place if that can be, else by upload of its damage, which has been read then.
     *
     * @return bytes that the CPU copied
     */
    long take(Frame frame) {
        window.makeCurrent();
        Buffer buffer = frame.buffer();
        inPlace = null;
        if (buffer.planes().isEmpty()) {
            path = UPLOAD;
        } else if (imports == null) {
            path = uploadInstead;
        } else {
            Imports.Import found = imports.of(buffer);
            path = found.path();
            if (found.texture() != null) {
                inPlace = found;
                shown = found.texture();
                found.texture().refresh();
                return 0;
            }
        }
        shown = uploaded;
        uploaded.fit(buffer);
        ByteBuffer pixels = buffer.beginCpuAccess();
        try {
            return uploaded.upload(buffer, pixels, frame.damage());
        } finally {
            buffer.endCpuAccess();
        }
    }

    /** Whether GL still reads the frame that was taken last. */
    boolean readsInPlace() {
        return inPlace != null;
    }

    /** How the pixels get here: {@code dma-buf}, or {@code upload} and why. */
    String path() {
        return path;
    }

    /** Issues the drawing. */
    void draw(boolean linear) {
        window.makeCurrent();
        window.follow(shown.width(), shown.height());
        painter.paint(shown, window.letterbox(), linear);
        painter.check();
    }

    /** Gives a frame back that has been drawn in place. */
    void release(Frame frame) {
        window.makeCurrent();
        importing.endOfReading().release(frame);
    }

    /** Draws once more what is shown, without a frame on loan. */
    void redraw(boolean linear) {
        window.makeCurrent();
        Buffer held = inPlace == null ? null : inPlace.lock();
        if (shown == null || inPlace != null && held == null) {
            painter.paintBlack();
            return;
        }
        try {
            draw(linear);
        } finally {
            unlock(held);
        }
    }

    /** There is no fence to give with it, so GL has read it before. */
    private void unlock(Buffer held) {
        if (held != null) {
            importing.endOfReading().await();
            held.unlock();
        }
    }

    /** Lets go of the memory of buffers that have been freed. Does not allocate if there is none. */
    void letGo() {
        if (imports != null && imports.hasFreed()) {
            window.makeCurrent();
            imports.letGo();
            if (inPlace != null && !imports.contains(inPlace)) {
                inPlace = null;
                shown = null;
                painter.forgetDeleted();
            }
        }
    }

    GuestWindow window() {
        return window;
    }

    /** What is shown, read back; null if that has gone. */
    BufferedImage snapshot() {
        window.makeCurrent();
        Buffer held = inPlace == null ? null : inPlace.lock();
        if (shown == null || inPlace != null && held == null) {
            return null;
        }
        try {
            return Snapshot.take(shown, painter, bindings);
        } finally {
            unlock(held);
        }
    }

    /** The GL objects go with their context, images do not. */
    void close() {
        if (imports != null) {
            window.makeCurrent();
            imports.close();
        }
        window.close();
    }
}
