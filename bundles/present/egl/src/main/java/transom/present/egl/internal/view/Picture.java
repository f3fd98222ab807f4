package transom.present.egl.internal.view;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.guestfb.Frame;
import transom.lwjgl.window.Size;
import transom.lwjgl.window.WindowLease;
import transom.present.egl.internal.gl.Bindings;
import transom.present.egl.internal.gl.Imports;
import transom.present.egl.internal.gl.Painter;
import transom.present.egl.internal.gl.Snapshot;
import transom.present.egl.internal.gl.Texture;
import transom.present.egl.internal.gl.UploadedTexture;
import transom.present.egl.internal.image.Importing;
import transom.present.egl.internal.window.Context;
import transom.present.egl.internal.window.Letterbox;

/**
 * A context with the GL objects that fill a window. What it shows is a copy of the guest's picture, or the guest's buffer itself;
 * then it reads that only while it holds a lock, and whoever gives the buffer back waits until GL has read.
 *
 * <p><b>Thread:</b> render.
 */
final class Picture {

    private static final String UPLOAD = "upload";

    private final Context context;
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

    /** The window to draw in, null while drawing is out of sight. */
    private WindowLease window;

    private volatile Letterbox place;
    private boolean placeNew;
    private String path = UPLOAD;

    Picture(Surroundings surroundings, Runnable wake) {
        this.importing = surroundings.importing();
        this.context = new Context(surroundings.windows(), surroundings.probe().version());
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
        context.makeCurrent();
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

    /** Whether there is something to draw. */
    boolean isFilled() {
        return shown != null;
    }

    /** Drawing goes into the window from now on, whose surface the lease holds. Does not allocate. */
    void toWindow(WindowLease lease) {
        window = lease;
        context.toWindow(lease.surface());
        lease.follow(shown.width(), shown.height());
    }

    /** Drawing goes where nobody sees it from now on, at the picture's size. */
    void outOfSight() {
        window = null;
        context.toOwn(shown.width(), shown.height());
    }

    /** Lets go of the window's surface, if it has one. */
    void leaveWindow() {
        window = null;
        context.leaveWindow();
    }

    /** Issues the drawing. */
    void draw(boolean linear) {
        context.makeCurrent();
        painter.paint(shown, place(), linear);
        painter.check();
    }

    private Letterbox place() {
        Size size = window == null ? null : window.size();
        int width = size == null ? shown.width() : size.width();
        int height = size == null ? shown.height() : size.height();
        Letterbox last = place;
        if (last == null || !last.isOf(width, height, shown.width(), shown.height())) {
            last = Letterbox.of(width, height, shown.width(), shown.height());
            place = last;
            placeNew = true;
        }
        return last;
    }

    /** Where the picture lies in the window, null before it was drawn. <b>Thread:</b> any. */
    Letterbox lastPlace() {
        return place;
    }

    /** Whether it lies elsewhere than at the last call. */
    boolean isPlaceNew() {
        boolean was = placeNew;
        placeNew = false;
        return was;
    }

    /** Waits until GL has drawn. */
    void finish() {
        importing.endOfReading().await();
    }

    /** Gives a frame back that has been drawn in place. */
    void release(Frame frame) {
        context.makeCurrent();
        importing.endOfReading().release(frame);
    }

    /**
     * Draws once more what is shown, without a frame on loan.
     *
     * @return false if that has gone, and nothing is drawn
     */
    boolean redraw(boolean linear) {
        Buffer held = inPlace == null ? null : inPlace.lock();
        if (shown == null || inPlace != null && held == null) {
            return false;
        }
        try {
            draw(linear);
            return true;
        } finally {
            unlock(held);
        }
    }

    /** Draws black. */
    void blank() {
        context.makeCurrent();
        painter.paintBlack();
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
            context.makeCurrent();
            imports.letGo();
            if (inPlace != null && !imports.contains(inPlace)) {
                inPlace = null;
                shown = null;
                painter.forgetDeleted();
            }
        }
    }

    /** What is shown, read back; null if that has gone. */
    BufferedImage snapshot() {
        context.makeCurrent();
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

    /** It shows nothing and holds nothing of a guest any more; its context and shaders stay. */
    void empty() {
        leaveWindow();
        context.makeCurrent();
        shown = null;
        inPlace = null;
        place = null;
        path = UPLOAD;
        uploaded.empty();
        if (imports != null) {
            imports.close();
        }
        painter.forgetDeleted();
        painter.check();
    }

    /** The GL objects go with their context, images do not. */
    void close() {
        if (imports != null) {
            context.makeCurrent();
            imports.close();
        }
        context.destroy();
    }
}
