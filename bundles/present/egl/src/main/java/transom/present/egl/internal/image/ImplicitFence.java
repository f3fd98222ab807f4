package transom.present.egl.internal.image;

import static org.lwjgl.opengles.GLES20.glFlush;

import transom.gem.DmaBuf;
import transom.guestfb.Frame;

/** A GPU whose driver says nothing, but leaves a fence at the dma-buf when its commands are flushed. */
record ImplicitFence(Wait waiting) implements EndOfReading {

    @Override
    public void release(Frame frame) {
        int fence = DmaBuf.NO_FENCE;
        try {
            glFlush();
            fence = frame.buffer().planes().get(0).dmaBuf().exportFence();
        } finally {
            frame.release(fence);
        }
    }

    @Override
    public void await() {
        waiting.await();
    }

    @Override
    public String describe() {
        return "frames are given back with the dma-buf's own fence: no EGL_ANDROID_native_fence_sync";
    }
}
