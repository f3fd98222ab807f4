package transom.launcher.doctor;

import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGL10;
import org.lwjgl.egl.EGL12;
import org.lwjgl.egl.EGL13;
import org.lwjgl.egl.EGL14;
import org.lwjgl.egl.EGLCapabilities;
import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * Tries one EGL platform and prints what it is as lines {@code name=value}. Runs in a process of its own: a driver may take
 * its process down.
 */
public final class EglProbe {

    private EglProbe() {}

    /** The first argument is the platform's number (EGL registry), in hexadecimal. */
    public static void main(String[] args) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            int platform = Integer.parseInt(args[0], 16);
            long display = display(stack, platform);
            IntBuffer version = stack.mallocInt(2);
            if (display == 0 || !EGL10.eglInitialize(display, version.slice(0, 1), version.slice(1, 1))) {
                print("error", "no display: eglInitialize failed with 0x" + Integer.toHexString(EGL10.eglGetError()));
                return;
            }
            EGLCapabilities capabilities = EGL.createDisplayCapabilities(display, version.get(0), version.get(1));
            print("vendor", EGL10.eglQueryString(display, EGL10.EGL_VENDOR));
            print("version", EGL10.eglQueryString(display, EGL10.EGL_VERSION));
            print("import", Boolean.toString(capabilities.EGL_EXT_image_dma_buf_import));
            print("modifiers", Boolean.toString(capabilities.EGL_EXT_image_dma_buf_import_modifiers));
            print("fence", Boolean.toString(capabilities.EGL_ANDROID_native_fence_sync));
            print("driver", driver(display));
            print("renderer", renderer(stack, display));
        } catch (LinkageError | RuntimeException e) {
            print("error", String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
        }
    }

    private static long display(MemoryStack stack, int platform) {
        long nativeDisplay = 0;
        if (platform == EglPlatform.DEVICE.number()) {
            PointerBuffer devices = stack.mallocPointer(1);
            IntBuffer count = stack.mallocInt(1);
            if (!org.lwjgl.egl.EXTDeviceEnumeration.eglQueryDevicesEXT(devices, count) || count.get(0) == 0) {
                return 0;
            }
            nativeDisplay = devices.get(0);
        }
        // LWJGL's method refuses the native display 0, which means the platform's default.
        long function = EGL.getFunctionProvider().getFunctionAddress("eglGetPlatformDisplay");
        return function == 0 ? 0 : JNI.callPPP(platform, nativeDisplay, 0L, function);
    }

    /** EGL_MESA_query_driver, which LWJGL does not have. */
    private static String driver(long display) {
        String extensions = EGL10.eglQueryString(display, EGL10.EGL_EXTENSIONS);
        long function = EGL.getFunctionProvider().getFunctionAddress("eglGetDisplayDriverName");
        if (function == 0 || extensions == null || !extensions.contains("EGL_MESA_query_driver")) {
            return "unknown";
        }
        return MemoryUtil.memUTF8(JNI.callPP(display, function));
    }

    private static String renderer(MemoryStack stack, long display) {
        PointerBuffer config = stack.mallocPointer(1);
        IntBuffer count = stack.mallocInt(1);
        EGL12.eglBindAPI(EGL12.EGL_OPENGL_ES_API);
        IntBuffer wanted = stack.ints(
                EGL12.EGL_RENDERABLE_TYPE, EGL14.EGL_OPENGL_ES2_BIT, EGL10.EGL_SURFACE_TYPE, 0, EGL10.EGL_NONE);
        if (!EGL10.eglChooseConfig(display, wanted, config, count) || count.get(0) == 0) {
            return "none: no configuration for OpenGL ES 2";
        }
        long context = EGL10.eglCreateContext(
                display, config.get(0), 0, stack.ints(EGL13.EGL_CONTEXT_CLIENT_VERSION, 2, EGL10.EGL_NONE));
        if (context == 0 || !EGL10.eglMakeCurrent(display, 0, 0, context)) {
            return "none: no context without a surface";
        }
        GLES.createCapabilities();
        return GLES20.glGetString(GLES20.GL_RENDERER);
    }

    private static void print(String name, String value) {
        System.out.println(name + "=" + value);
    }
}
