package transom.present.egl.internal.gl;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import transom.gem.Buffer;
import transom.present.egl.internal.image.DmaBufImages;
import transom.present.egl.internal.image.ImportRefusedException;

/**
 * The buffers that a window's context has imported, or could not: each is asked for once and found again in every frame,
 * without allocating. There are as many as the guest has framebuffers, which its quota bounds.
 *
 * <p>A freed buffer's image must not wait for the next frame, which may never come: it would keep the pages of a guest that
 * has gone, and with them the domain. So whoever frees it wakes the render thread, and that calls {@link #letGo}.
 *
 * <p><b>Thread:</b> render, with the context current.
 */
public final class Imports {

    private final DmaBufImages images;
    private final GlLimits limits;
    private final Bindings bindings;
    private final Runnable wake;
    private final AtomicBoolean anyFreed = new AtomicBoolean();
    private final List<Import> imports = new ArrayList<>();

    /**
     * @param wake makes the render thread call {@link #letGo} soon
     */
    public Imports(DmaBufImages images, GlLimits limits, Bindings bindings, Runnable wake) {
        this.images = images;
        this.limits = limits;
        this.bindings = bindings;
        this.wake = wake;
    }

    /** One buffer, for as long as it lives. */
    public final class Import implements Runnable {

        private final WeakReference<Buffer> buffer;
        private final ImportedTexture texture;
        private final String path;
        private volatile boolean freed;

        private Import(Buffer buffer, ImportedTexture texture, String path) {
            this.buffer = new WeakReference<>(buffer);
            this.texture = texture;
            this.path = path;
        }

        /** The buffer was freed. <b>Thread:</b> any. */
        @Override
        public void run() {
            freed = true;
            anyFreed.set(true);
            wake.run();
        }

        /** Null if it was refused. */
        public ImportedTexture texture() {
            return texture;
        }

        /** {@code dma-buf}, or {@code upload} and why. */
        public String path() {
            return path;
        }

        /** The buffer, locked for reading; null if it has gone. <b>Owner:</b> the caller unlocks it. */
        public Buffer lock() {
            Buffer there = buffer.get();
            return there != null && there.lock() ? there : null;
        }

        private void destroy() {
            Buffer there = buffer.get();
            if (there != null) {
                there.forgetWhenFreed(this);
            }
            if (texture != null) {
                texture.destroy();
            }
        }
    }

    /** What there is of a buffer that has planes, on which the caller holds a lock. */
    public Import of(Buffer buffer) {
        for (int i = 0; i < imports.size(); i++) {
            if (imports.get(i).buffer.refersTo(buffer)) {
                return imports.get(i);
            }
        }
        Import made = make(buffer);
        imports.add(made);
        buffer.whenFreed(made);
        return made;
    }

    private Import make(Buffer buffer) {
        try {
            return new Import(buffer, ImportedTexture.of(buffer, images, limits, bindings), "dma-buf");
        } catch (ImportRefusedException e) {
            return new Import(buffer, null, "upload: " + e.getMessage());
        }
    }

    /** Whether {@link #letGo} has something to do. Does not allocate. */
    public boolean hasFreed() {
        return anyFreed.get();
    }

    /** Destroys the images of the buffers that were freed. */
    public void letGo() {
        anyFreed.set(false);
        imports.removeIf(each -> {
            boolean gone = each.freed || each.buffer.refersTo(null);
            if (gone) {
                each.destroy();
            }
            return gone;
        });
    }

    /** Whether a buffer's image is still there. */
    public boolean contains(Import each) {
        return imports.contains(each);
    }

    /** Destroys all images. */
    public void close() {
        imports.forEach(Import::destroy);
        imports.clear();
    }
}
