package transom.present.egl.internal.image;

import java.util.Set;
import transom.guestfb.Frame;

/**
 * Tells the guest's side when GL has finished reading a buffer that it reads in place. Nothing here allocates.
 *
 * <p><b>Thread:</b> render, with the context current that draws.
 */
public sealed interface EndOfReading permits NativeFence, ImplicitFence, Wait {

    /** Gives a frame back whose drawing has been issued. <b>Owner:</b> the frame is released, whatever happens. */
    void release(Frame frame);

    /** Waits until all drawing that was issued has been done. */
    void await();

    /** For people. */
    String describe();

    /**
     * What fits this display.
     *
     * @param renderer GL_RENDERER
     */
    static EndOfReading of(long display, Set<String> eglExtensions, String renderer) {
        Wait wait = new Wait(display, eglExtensions.contains("EGL_KHR_fence_sync"));
        if (isSoftware(renderer)) {
            return wait;
        }
        return eglExtensions.contains("EGL_ANDROID_native_fence_sync")
                ? new NativeFence(display, wait)
                : new ImplicitFence(wait);
    }

    /** Mesa's and SwiftShader's names: they draw with the CPU, on which no fence of the kernel waits. */
    private static boolean isSoftware(String renderer) {
        return renderer.contains("llvmpipe") || renderer.contains("softpipe") || renderer.contains("SwiftShader");
    }
}
