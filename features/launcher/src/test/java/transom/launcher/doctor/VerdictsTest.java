package transom.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import transom.guestfb.Route;

class VerdictsTest {

    private static final String NO_MODULE = "this module does not know dma-bufs: install it";

    private final List<Finding> machine = new ArrayList<>(List.of(
            Finding.here("Xen", "hypervisor", "Xen 4.20"),
            Finding.here("Xen", "dom0", "this is the control domain"),
            Finding.here("Xen", "/dev/xen/gntdev", "there"),
            Finding.here("Xen", GntdevDmaBuf.GRANT, "there"),
            Finding.here("Xen", GntdevDmaBuf.EXPORT, "there"),
            Finding.here("dma-buf", "/dev/udmabuf", "there")));

    private List<String> obstacles(String way) {
        return new Verdicts(machine, Map.of(EglPlatform.X11, Map.of("import", "true")))
                .all().stream()
                        .filter(verdict -> verdict.name().equals(way))
                        .findFirst()
                        .orElseThrow()
                        .obstacles();
    }

    private void lose(String name, String detail, String remedy) {
        machine.replaceAll(f -> f.name().equals(name) ? Finding.missing(f.area(), name, detail, remedy) : f);
    }

    @Test
    void aMachineThatHasEverythingCopiesNothing() {
        assertThat(obstacles(Route.BACK_GRANT.label())).isEmpty();
        assertThat(obstacles(Route.FRONT_EXPORT.label())).isEmpty();
        assertThat(obstacles("window, dma-buf import")).isEmpty();
    }

    @Test
    void debiansModuleIsNamedWithWhatReplacesIt() {
        lose(GntdevDmaBuf.GRANT, "this module does not know dma-bufs", "install it");
        lose(GntdevDmaBuf.EXPORT, "this module does not know dma-bufs", "install it");
        assertThat(obstacles(Route.BACK_GRANT.label())).containsExactly(NO_MODULE);
        assertThat(obstacles(Route.FRONT_EXPORT.label())).containsExactly(NO_MODULE);
        assertThat(obstacles(Route.UPLOAD.label())).isEmpty();
    }

    @Test
    void buffersMayComeFromACardInsteadOfUdmabuf() {
        lose("/dev/udmabuf", "not there", "modprobe udmabuf");
        assertThat(obstacles(Route.BACK_GRANT.label()))
                .singleElement()
                .asString()
                .contains("modprobe udmabuf");
        machine.add(Finding.here(DrmNodes.AREA, "/dev/dri/card0", "vgem 1.0; makes no buffers that can be shared"));
        assertThat(obstacles(Route.BACK_GRANT.label())).isNotEmpty();
        machine.add(Finding.here(DrmNodes.AREA, "/dev/dri/card1", "vgem 1.0; " + DrmNodes.BUFFERS));
        assertThat(obstacles(Route.BACK_GRANT.label())).isEmpty();
    }
}
