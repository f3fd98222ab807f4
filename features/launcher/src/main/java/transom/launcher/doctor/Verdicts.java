package transom.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import transom.guestfb.Route;

/** Concludes from what was found which ways for pixels are open. */
final class Verdicts {

    private static final String NO_CODE = "this version of Transom does not serve it yet";

    private final List<Finding> findings;
    private final Map<EglPlatform, Map<String, String>> egl;

    Verdicts(List<Finding> findings, Map<EglPlatform, Map<String, String>> egl) {
        this.findings = findings;
        this.egl = egl;
    }

    List<Verdict> all() {
        List<Verdict> all = new ArrayList<>();
        for (Route route : Route.values()) {
            all.add(new Verdict("route", route.label(), obstacles(route)));
        }
        all.add(new Verdict("path", "window, dma-buf import", imports()));
        all.add(new Verdict("path", "window, upload", windows()));
        all.add(new Verdict("path", "headless", List.of()));
        return all;
    }

    private List<String> obstacles(Route route) {
        List<String> why = new ArrayList<>();
        switch (route) {
            case BACK_GRANT -> {
                need(why, "Xen", "dom0");
                need(why, "Xen", "/dev/xen/gntdev");
                need(why, "Xen", GntdevDmaBuf.GRANT);
                needBuffers(why);
            }
            case FRONT_EXPORT -> {
                need(why, "Xen", "dom0");
                need(why, "Xen", "/dev/xen/gntdev");
                need(why, "Xen", GntdevDmaBuf.EXPORT);
            }
            case OFFER -> {
                need(why, "Xen", "dom0");
                need(why, "Xen", Machine.OFFER);
                needBuffers(why);
                why.add(
                        "whether this Xen lets dom0 offer its pages is seen at the first offer: patches/xen, ./transom patches build"
                                + " xen; and the guest's device model must be patches/qemu's: ./transom patches build qemu");
            }
            case USERPTR -> {
                need(why, "Xen", "dom0");
                if (findings.stream()
                        .noneMatch(f ->
                                f.area().equals(DrmNodes.AREA) && f.detail().startsWith("i915"))) {
                    why.add("no DRM device is driven by i915: it needs an Intel GPU");
                }
                why.add(NO_CODE);
            }
            case UPLOAD -> {
                // The simulator serves it on any machine.
            }
        }
        return why;
    }

    /** With real Xen's areas missing as a whole, the first thing to do is said once. */
    private void need(List<String> why, String area, String name) {
        for (Finding finding : findings) {
            boolean wanted = finding.area().equals(area)
                    && (finding.name().equals(name) || finding.name().equals("hypervisor"));
            if (wanted && !finding.found()) {
                String said = finding.detail() + ": " + finding.remedy();
                if (!why.contains(said)) {
                    why.add(said);
                }
            }
        }
    }

    private void needBuffers(List<String> why) {
        boolean memory = findings.stream().anyMatch(f -> f.area().equals("dma-buf") && f.found());
        boolean card = findings.stream()
                .anyMatch(f -> f.area().equals(DrmNodes.AREA) && f.detail().contains(DrmNodes.BUFFERS));
        if (!memory && !card) {
            why.add("there is no source of dma-bufs: modprobe udmabuf, or a GPU's driver");
        }
    }

    /** What keeps a window from importing dma-bufs. */
    private List<String> imports() {
        List<String> why = new ArrayList<>(windows());
        if (why.isEmpty() && !"true".equals(egl.get(EglPlatform.X11).get("import"))) {
            why.add(
                    "EGL on this X server has no EGL_EXT_image_dma_buf_import: it needs a server with DRI3 and Present (Xorg"
                            + " that uses glamor)");
        }
        return why;
    }

    /** What keeps the demo from showing a window. */
    private List<String> windows() {
        String error = egl.get(EglPlatform.X11).get("error");
        if (error == null) {
            return List.of();
        }
        return List.of("EGL on X11: " + error
                + "; apt-get install libegl1 libegl-mesa0 libgles2 libgl1-mesa-dri libx11-6 xvfb");
    }
}
