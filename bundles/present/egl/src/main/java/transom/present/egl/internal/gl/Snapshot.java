package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_COLOR_ATTACHMENT0;
import static org.lwjgl.opengles.GLES20.GL_FRAMEBUFFER;
import static org.lwjgl.opengles.GLES20.GL_FRAMEBUFFER_COMPLETE;
import static org.lwjgl.opengles.GLES20.GL_NEAREST;
import static org.lwjgl.opengles.GLES20.GL_PACK_ALIGNMENT;
import static org.lwjgl.opengles.GLES20.GL_RGBA;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES20.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES20.glBindFramebuffer;
import static org.lwjgl.opengles.GLES20.glCheckFramebufferStatus;
import static org.lwjgl.opengles.GLES20.glDeleteFramebuffers;
import static org.lwjgl.opengles.GLES20.glFramebufferTexture2D;
import static org.lwjgl.opengles.GLES20.glGenFramebuffers;
import static org.lwjgl.opengles.GLES20.glGenTextures;
import static org.lwjgl.opengles.GLES20.glPixelStorei;
import static org.lwjgl.opengles.GLES20.glReadPixels;
import static org.lwjgl.opengles.GLES20.glTexParameteri;
import static org.lwjgl.opengles.GLES20.nglTexImage2D;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;

/** A picture read back from GL: drawn once more at the guest's size, by the same shaders as in the window. */
public final class Snapshot {

    private Snapshot() {}

    /** The picture as the shaders make it, at its own size. */
    public static BufferedImage take(Texture texture, Painter painter, Bindings bindings) {
        return image(read(texture, painter, bindings), texture.width(), texture.height());
    }

    private static BufferedImage image(ByteBuffer rgbx, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int rgb = (rgbx.get(4 * i) & 0xff) << 16 | (rgbx.get(4 * i + 1) & 0xff) << 8 | rgbx.get(4 * i + 2) & 0xff;
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    /** Four bytes R, G, B, X a pixel, first row first. */
    private static ByteBuffer read(Texture texture, Painter painter, Bindings bindings) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(texture.width() * texture.height() * 4);
        int target = glGenTextures();
        int framebuffer = glGenFramebuffers();
        try {
            storage(bindings, target, texture.width(), texture.height());
            glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
            glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target, 0);
            if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
                throw new GlException("this GL cannot draw into a texture of the picture's size");
            }
            painter.viewport(0, 0, texture.width(), texture.height());
            painter.draw(texture, false, false);
            glPixelStorei(GL_PACK_ALIGNMENT, 1);
            glReadPixels(0, 0, texture.width(), texture.height(), GL_RGBA, GL_UNSIGNED_BYTE, pixels);
            GlErrors.check("reading the picture back");
        } finally {
            glBindFramebuffer(GL_FRAMEBUFFER, 0);
            glDeleteFramebuffers(framebuffer);
            bindings.delete(target);
        }
        return pixels;
    }

    private static void storage(Bindings bindings, int target, int width, int height) {
        bindings.bind(GL_TEXTURE_2D, target);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        nglTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, MemoryUtil.NULL);
    }
}
