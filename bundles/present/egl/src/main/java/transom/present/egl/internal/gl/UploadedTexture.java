package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES20.GL_UNPACK_ALIGNMENT;
import static org.lwjgl.opengles.GLES20.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES20.glPixelStorei;
import static org.lwjgl.opengles.GLES20.nglTexImage2D;
import static org.lwjgl.opengles.GLES20.nglTexSubImage2D;
import static org.lwjgl.opengles.GLES30.GL_UNPACK_ROW_LENGTH;

import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.present.support.BufferBounds;

/**
 * Route {@code upload}: GL reads the damaged pixels from the buffer's own mapping, once; there is no copy on the Java
 * side. It lives as long as its context.
 */
public final class UploadedTexture extends Texture {

    private final GlLimits limits;
    private PixelLayout layout = PixelLayout.BGRX;
    private int width;
    private int height;
    private int rowLength;

    public UploadedTexture(GlLimits limits, Bindings bindings) {
        super(bindings, Texels.UPLOADED);
        this.limits = limits;
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    }

    /** Gives it the size and format of a buffer; its pixels are undefined if that changed. */
    public void fit(Buffer buffer) {
        PixelLayout wanted = PixelLayout.of(buffer.format().fourcc());
        if (buffer.width() == width && buffer.height() == height && wanted == layout) {
            return;
        }
        limits.check(buffer);
        width = 0;
        bind();
        nglTexImage2D(
                GL_TEXTURE_2D,
                0,
                wanted.glFormat(),
                buffer.width(),
                buffer.height(),
                0,
                wanted.glFormat(),
                GL_UNSIGNED_BYTE,
                MemoryUtil.NULL);
        GlErrors.check("a texture of " + buffer.width() + "x" + buffer.height());
        layout = wanted;
        width = buffer.width();
        height = buffer.height();
    }

    /** Gives its memory back; it has no size until it is made to {@link #fit} again. */
    public void empty() {
        if (width != 0) {
            bind();
            nglTexImage2D(
                    GL_TEXTURE_2D, 0, layout.glFormat(), 1, 1, 0, layout.glFormat(), GL_UNSIGNED_BYTE, MemoryUtil.NULL);
            width = 0;
            height = 0;
        }
    }

    /**
     * Uploads what is damaged. When it returns, GL has read the pixels.
     *
     * @param buffer that it was made to {@linkplain #fit fit}
     * @param pixels of the buffer
     * @return bytes that the CPU copied
     */
    public long upload(Buffer buffer, ByteBuffer pixels, Damage damage) {
        BufferBounds.check(buffer, pixels);
        if (!pixels.isDirect()) {
            throw new GlException("the picture's memory is on the Java heap");
        }
        long base = MemoryUtil.memAddress(pixels, 0);
        int stride = buffer.stride();
        boolean whole = limits.rowLength() && stride % layout.bytes() == 0;
        bind();
        rowLength(whole ? stride / layout.bytes() : 0);
        for (int i = 0; i < damage.boxes(); i++) {
            int x = damage.x(i);
            int y = damage.y(i);
            long first = base + (long) y * stride + (long) x * layout.bytes();
            if (whole) {
                box(x, y, damage.width(i), damage.height(i), first);
            } else {
                rows(x, y, damage.width(i), damage.height(i), first, stride);
            }
        }
        return damage.pixels() * layout.bytes();
    }

    private void rowLength(int pixels) {
        if (pixels != rowLength) {
            rowLength = pixels;
            glPixelStorei(GL_UNPACK_ROW_LENGTH, pixels);
        }
    }

    private void rows(int x, int y, int w, int h, long first, int stride) {
        for (int row = 0; row < h; row++) {
            box(x, y + row, w, 1, first + (long) row * stride);
        }
    }

    private void box(int x, int y, int w, int h, long address) {
        nglTexSubImage2D(GL_TEXTURE_2D, 0, x, y, w, h, layout.glFormat(), GL_UNSIGNED_BYTE, address);
    }

    @Override
    PixelLayout layout() {
        return layout;
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
