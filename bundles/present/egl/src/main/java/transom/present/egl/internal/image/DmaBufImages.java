package transom.present.egl.internal.image;

import static org.lwjgl.egl.EGL10.EGL_BAD_ACCESS;
import static org.lwjgl.egl.EGL10.EGL_BAD_ALLOC;
import static org.lwjgl.egl.EGL10.EGL_BAD_ATTRIBUTE;
import static org.lwjgl.egl.EGL10.EGL_BAD_MATCH;
import static org.lwjgl.egl.EGL10.EGL_BAD_PARAMETER;
import static org.lwjgl.egl.EGL10.EGL_HEIGHT;
import static org.lwjgl.egl.EGL10.EGL_NONE;
import static org.lwjgl.egl.EGL10.EGL_NO_CONTEXT;
import static org.lwjgl.egl.EGL10.EGL_WIDTH;
import static org.lwjgl.egl.EGL10.eglGetError;
import static org.lwjgl.egl.EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_FD_EXT;
import static org.lwjgl.egl.EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_OFFSET_EXT;
import static org.lwjgl.egl.EXTImageDMABufImport.EGL_DMA_BUF_PLANE0_PITCH_EXT;
import static org.lwjgl.egl.EXTImageDMABufImport.EGL_LINUX_DMA_BUF_EXT;
import static org.lwjgl.egl.EXTImageDMABufImport.EGL_LINUX_DRM_FOURCC_EXT;
import static org.lwjgl.egl.EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE0_MODIFIER_HI_EXT;
import static org.lwjgl.egl.EXTImageDMABufImportModifiers.EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT;
import static org.lwjgl.egl.KHRImageBase.EGL_NO_IMAGE_KHR;
import static org.lwjgl.egl.KHRImageBase.eglDestroyImageKHR;

import java.nio.IntBuffer;
import java.util.Locale;
import org.lwjgl.egl.EGL;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import transom.gem.Buffer;
import transom.gem.Fourcc;
import transom.gem.Modifier;
import transom.gem.Plane;

/** EGL images of dma-bufs (EGL_EXT_image_dma_buf_import). They outlive contexts: who creates one destroys it. */
public final class DmaBufImages {

    private static final int ATTRIBUTES = 2 * 8 + 1;

    private final long display;
    private final ImportFormats formats;
    private final boolean external;

    /** @param external whether GL has samplerExternalOES (GL_OES_EGL_image_external) */
    public DmaBufImages(long display, ImportFormats formats, boolean external) {
        this.display = display;
        this.formats = formats;
        this.external = external;
    }

    public ImportFormats formats() {
        return formats;
    }

    /** Whether images may be for samplerExternalOES only. */
    public boolean external() {
        return external;
    }

    /**
     * An image of a buffer's memory: no pixel is copied, then or later. EGL keeps the dma-buf, not our fd, until
     * {@link #destroy}.
     *
     * @param as the format that its pixels are read in, of as many bits
     * @param modifier to say, or null to leave that to the driver
     * @throws ImportRefusedException if EGL does not take it
     */
    public long create(Buffer buffer, Fourcc as, Modifier modifier) throws ImportRefusedException {
        Plane plane = buffer.planes().get(0);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer attributes = stack.mallocInt(ATTRIBUTES);
            attributes.put(EGL_WIDTH).put(buffer.width()).put(EGL_HEIGHT).put(buffer.height());
            attributes.put(EGL_LINUX_DRM_FOURCC_EXT).put(as.code());
            attributes.put(EGL_DMA_BUF_PLANE0_FD_EXT).put(plane.dmaBuf().fd());
            attributes.put(EGL_DMA_BUF_PLANE0_OFFSET_EXT).put(plane.offset());
            attributes.put(EGL_DMA_BUF_PLANE0_PITCH_EXT).put(plane.stride());
            if (modifier != null) {
                attributes.put(EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT).put((int) modifier.value());
                attributes.put(EGL_DMA_BUF_PLANE0_MODIFIER_HI_EXT).put((int) (modifier.value() >>> 32));
            }
            attributes.put(EGL_NONE).flip();
            // not by LWJGL's own method: that refuses EGL_NO_CONTEXT, which is what dma-bufs need
            long image = JNI.callPPPPP(
                    display,
                    EGL_NO_CONTEXT,
                    EGL_LINUX_DMA_BUF_EXT,
                    MemoryUtil.NULL,
                    MemoryUtil.memAddress(attributes),
                    EGL.getCapabilities().eglCreateImageKHR);
            if (image == EGL_NO_IMAGE_KHR) {
                throw new ImportRefusedException("EGL makes no image of "
                        + plane.dmaBuf().name() + " as " + as + ", modifier "
                        + (modifier == null ? "not said" : modifier) + ", offset " + plane.offset() + ", stride "
                        + plane.stride() + ": " + name(eglGetError()));
            }
            return image;
        }
    }

    /** Lets go of the memory; textures made of it have been deleted. */
    public void destroy(long image) {
        eglDestroyImageKHR(display, image);
    }

    private static String name(int error) {
        return switch (error) {
            case EGL_BAD_ACCESS -> "EGL_BAD_ACCESS";
            case EGL_BAD_ALLOC -> "EGL_BAD_ALLOC";
            case EGL_BAD_ATTRIBUTE -> "EGL_BAD_ATTRIBUTE";
            case EGL_BAD_MATCH -> "EGL_BAD_MATCH";
            case EGL_BAD_PARAMETER -> "EGL_BAD_PARAMETER";
            default -> String.format(Locale.ROOT, "EGL error 0x%04x", error);
        };
    }
}
