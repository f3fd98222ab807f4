package transom.present.egl.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import transom.present.Presenter.Capability;
import transom.present.egl.internal.image.Importing;
import transom.present.egl.internal.window.Probe;

/** What this machine's EGL and GL can do, in words for people. */
final class EglCapabilities {

    private EglCapabilities() {}

    static List<Capability> of(Probe probe) {
        List<Capability> all = new ArrayList<>();
        all.add(new Capability("egl", true, probe.eglVendor() + ", EGL " + probe.eglVersion()));
        all.add(new Capability("platform", true, "x11, windows by GLFW"));
        all.add(new Capability("gles", true, probe.glVersion() + " on " + probe.renderer()));
        all.add(new Capability("upload", true, "damage, up to " + probe.limits().maxTextureSize() + " pixels a side"));
        all.add(new Capability(
                "unpack-row-length",
                probe.limits().rowLength(),
                probe.limits().rowLength()
                        ? "a damaged box is one upload"
                        : "neither OpenGL ES 3.0 nor GL_EXT_unpack_subimage: a damaged box is uploaded row by row"));
        Set<String> egl = probe.eglExtensions();
        Importing importing = probe.importing();
        all.add(new Capability(
                "dma-buf-import",
                importing.images().isPresent(),
                importing.images().isPresent() ? importing.reason() : importing.reason() + "; pixels are uploaded"));
        all.add(extension(
                egl, "dma-buf-modifiers", "EGL_EXT_image_dma_buf_import_modifiers", "linear dma-bufs only, by trying"));
        all.add(new Capability(
                "explicit-sync",
                egl.contains("EGL_ANDROID_native_fence_sync"),
                importing.endOfReading().describe()));
        all.add(extension(egl, "buffer-age", "EGL_EXT_buffer_age", "each frame draws the whole window"));
        all.add(extension(egl, "swap-with-damage", "EGL_KHR_swap_buffers_with_damage", "each frame shows all of it"));
        return List.copyOf(all);
    }

    private static Capability extension(Set<String> has, String name, String extension, String without) {
        return has.contains(extension)
                ? new Capability(name, true, extension)
                : new Capability(name, false, "no " + extension + ": " + without);
    }
}
