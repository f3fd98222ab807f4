package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_CLAMP_TO_EDGE;
import static org.lwjgl.opengles.GLES20.GL_LINEAR;
import static org.lwjgl.opengles.GLES20.GL_NEAREST;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_WRAP_S;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_WRAP_T;
import static org.lwjgl.opengles.GLES20.GL_UNPACK_ALIGNMENT;
import static org.lwjgl.opengles.GLES20.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES20.glBindTexture;
import static org.lwjgl.opengles.GLES20.glGenTextures;
import static org.lwjgl.opengles.GLES20.glPixelStorei;
import static org.lwjgl.opengles.GLES20.glTexParameteri;
import static org.lwjgl.opengles.GLES20.nglTexImage2D;
import static org.lwjgl.opengles.GLES20.nglTexSubImage2D;
import static org.lwjgl.opengles.GLES30.GL_UNPACK_ROW_LENGTH;

import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.present.support.BufferBounds;

/**
 * A guest's picture as a texture: route {@code upload}. GL reads the damaged pixels from the buffer's own mapping, once;
 * there is no copy on the Java side. It lives as long as its context.
 */
public final class GuestTexture {

    private final GlLimits limits;
    private final int name;
    private PixelLayout layout = PixelLayout.BGRX;
    private int width;
    private int height;
    private boolean smooth;

    public GuestTexture(GlLimits limits) {
        this.limits = limits;
        this.name = glGenTextures();
        glBindTexture(GL_TEXTURE_2D, name);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        filter(GL_NEAREST);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    }

    /** Gives it the size and format of a buffer; its pixels are undefined if that changed. */
    public void fit(Buffer buffer) {
        PixelLayout wanted = PixelLayout.of(buffer.format().fourcc());
        if (buffer.width() == width && buffer.height() == height && wanted == layout) {
            return;
        }
        checkSize(buffer.width(), buffer.height());
        width = 0;
        glBindTexture(GL_TEXTURE_2D, name);
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

    private void checkSize(int w, int h) {
        if (w > limits.maxTextureSize() || h > limits.maxTextureSize()) {
            throw new GlException("picture " + w + "x" + h + " is larger than this GL's textures, GL_MAX_TEXTURE_SIZE "
                    + limits.maxTextureSize());
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
        glBindTexture(GL_TEXTURE_2D, name);
        if (limits.rowLength()) {
            glPixelStorei(GL_UNPACK_ROW_LENGTH, whole ? stride / layout.bytes() : 0);
        }
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

    private void rows(int x, int y, int w, int h, long first, int stride) {
        for (int row = 0; row < h; row++) {
            box(x, y + row, w, 1, first + (long) row * stride);
        }
    }

    private void box(int x, int y, int w, int h, long address) {
        nglTexSubImage2D(GL_TEXTURE_2D, 0, x, y, w, h, layout.glFormat(), GL_UNSIGNED_BYTE, address);
    }

    /** Makes it the texture to draw with. */
    void bind(boolean linear) {
        glBindTexture(GL_TEXTURE_2D, name);
        boolean wanted = linear && layout.filterable();
        if (wanted != smooth) {
            smooth = wanted;
            filter(wanted ? GL_LINEAR : GL_NEAREST);
        }
    }

    private static void filter(int filter) {
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    }

    PixelLayout layout() {
        return layout;
    }

    /** In pixels, 0 while there is no picture. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }
}
