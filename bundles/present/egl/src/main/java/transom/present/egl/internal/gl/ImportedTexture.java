package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.OESEGLImage.glEGLImageTargetTexture2DOES;

import transom.gem.Buffer;
import transom.present.egl.internal.image.DmaBufImages;
import transom.present.egl.internal.image.ImportRefusedException;
import transom.present.support.BufferBounds;

/**
 * A buffer's memory itself as a texture: GL reads the pixels where the guest draws them, at each drawing anew. <b>Owner:</b>
 * who made it {@linkplain #destroy destroys} it; until then the memory stays, whoever else lets go of it.
 */
public final class ImportedTexture extends Texture {

    private final DmaBufImages images;
    private final ImportPlan plan;
    private final long image;
    private final int width;
    private final int height;

    private ImportedTexture(Bindings bindings, DmaBufImages images, ImportPlan plan, long image, Buffer buffer) {
        super(bindings, plan.texels());
        this.images = images;
        this.plan = plan;
        this.image = image;
        this.width = buffer.width();
        this.height = buffer.height();
    }

    /**
     * Imports a buffer that has planes.
     *
     * @throws ImportRefusedException if that cannot be done, with the reason
     */
    static ImportedTexture of(Buffer buffer, DmaBufImages images, GlLimits limits, Bindings bindings)
            throws ImportRefusedException {
        ImportRefusedException refused = null;
        try {
            BufferBounds.checkPlane(buffer);
            limits.check(buffer);
            for (ImportPlan plan : ImportPlan.of(buffer, images.formats(), images.external())) {
                try {
                    return of(buffer, images, plan, bindings);
                } catch (ImportRefusedException e) {
                    refused = refused == null ? e : refused;
                }
            }
        } catch (IllegalArgumentException | GlException e) {
            throw new ImportRefusedException(e.getMessage());
        }
        throw refused;
    }

    static ImportedTexture of(Buffer buffer, DmaBufImages images, ImportPlan plan, Bindings bindings)
            throws ImportRefusedException {
        long image = images.create(buffer, plan.as(), plan.modifier());
        ImportedTexture texture = null;
        try {
            texture = new ImportedTexture(bindings, images, plan, image, buffer);
            texture.refresh();
            GlErrors.check("a texture of " + buffer.planes().get(0).dmaBuf().name() + " as " + plan.as());
            return texture;
        } catch (GlException e) {
            if (texture == null) {
                images.destroy(image);
            } else {
                texture.destroy();
            }
            throw new ImportRefusedException(e.getMessage());
        }
    }

    /** Somebody has drawn there: what GL may have derived from the old pixels is void. Copies nothing. */
    public void refresh() {
        bind();
        glEGLImageTargetTexture2DOES(texels().target(), image);
    }

    /** Lets go of the memory; nothing is drawn with it any more. */
    void destroy() {
        delete();
        images.destroy(image);
    }

    @Override
    PixelLayout layout() {
        return plan.layout();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }
}
