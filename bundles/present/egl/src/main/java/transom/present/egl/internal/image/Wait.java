package transom.present.egl.internal.image;

import static org.lwjgl.egl.KHRFenceSync.EGL_SYNC_FENCE_KHR;
import static org.lwjgl.egl.KHRFenceSync.eglClientWaitSyncKHR;
import static org.lwjgl.egl.KHRFenceSync.eglDestroySyncKHR;
import static org.lwjgl.egl.KHRFenceSync.neglCreateSyncKHR;
import static org.lwjgl.egl.KHRReusableSync.EGL_CONDITION_SATISFIED_KHR;
import static org.lwjgl.egl.KHRReusableSync.EGL_FOREVER_KHR;
import static org.lwjgl.egl.KHRReusableSync.EGL_NO_SYNC_KHR;
import static org.lwjgl.egl.KHRReusableSync.EGL_SYNC_FLUSH_COMMANDS_BIT_KHR;
import static org.lwjgl.opengles.GLES20.glFinish;

import org.lwjgl.system.MemoryUtil;
import transom.guestfb.Frame;

/** Software GL: it draws on this machine's processors, so that waiting costs what drawing costs. */
record Wait(long display, boolean fenceSync) implements EndOfReading {

    @Override
    public void release(Frame frame) {
        try {
            await();
        } finally {
            frame.release();
        }
    }

    @Override
    public void await() {
        long sync = fenceSync ? neglCreateSyncKHR(display, EGL_SYNC_FENCE_KHR, MemoryUtil.NULL) : EGL_NO_SYNC_KHR;
        if (sync == EGL_NO_SYNC_KHR) {
            glFinish();
            return;
        }
        int result = eglClientWaitSyncKHR(display, sync, EGL_SYNC_FLUSH_COMMANDS_BIT_KHR, EGL_FOREVER_KHR);
        eglDestroySyncKHR(display, sync);
        if (result != EGL_CONDITION_SATISFIED_KHR) {
            glFinish();
        }
    }

    @Override
    public String describe() {
        return "frames are given back when they have been drawn: software GL";
    }
}
