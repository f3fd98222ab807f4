package transom.present.egl.internal.image;

import static org.lwjgl.egl.ANDROIDNativeFenceSync.EGL_NO_NATIVE_FENCE_FD_ANDROID;
import static org.lwjgl.egl.ANDROIDNativeFenceSync.EGL_SYNC_NATIVE_FENCE_ANDROID;
import static org.lwjgl.egl.ANDROIDNativeFenceSync.eglDupNativeFenceFDANDROID;
import static org.lwjgl.egl.KHRFenceSync.eglDestroySyncKHR;
import static org.lwjgl.egl.KHRFenceSync.neglCreateSyncKHR;
import static org.lwjgl.egl.KHRReusableSync.EGL_NO_SYNC_KHR;
import static org.lwjgl.opengles.GLES20.glFlush;

import org.lwjgl.system.MemoryUtil;
import transom.guestfb.Frame;

/** A GPU whose driver makes a sync_file of a point among its commands (EGL_ANDROID_native_fence_sync). */
record NativeFence(long display, Wait waiting) implements EndOfReading {

    @Override
    public void release(Frame frame) {
        int fence = EGL_NO_NATIVE_FENCE_FD_ANDROID;
        try {
            fence = create();
            if (fence == EGL_NO_NATIVE_FENCE_FD_ANDROID) {
                await();
            }
        } finally {
            frame.release(fence);
        }
    }

    /** The fd exists from the next flush on. */
    private int create() {
        long sync = neglCreateSyncKHR(display, EGL_SYNC_NATIVE_FENCE_ANDROID, MemoryUtil.NULL);
        if (sync == EGL_NO_SYNC_KHR) {
            return EGL_NO_NATIVE_FENCE_FD_ANDROID;
        }
        glFlush();
        int fence = eglDupNativeFenceFDANDROID(display, sync);
        eglDestroySyncKHR(display, sync);
        return fence;
    }

    @Override
    public void await() {
        waiting.await();
    }

    @Override
    public String describe() {
        return "frames are given back with a fence: EGL_ANDROID_native_fence_sync";
    }
}
