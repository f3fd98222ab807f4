package transom.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class GoldenLayoutTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void gntdev() {
        assertThat(GntdevDmaBuf.IMP_TO_REFS).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_IMP_TO_REFS"));
        assertThat(GntdevDmaBuf.EXP_FROM_REFS).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS"));
        assertThat(GntdevDmaBuf.SIZE)
                .isEqualTo(golden.size("ioctl_gntdev_dmabuf_imp_to_refs"))
                .isEqualTo(golden.size("ioctl_gntdev_dmabuf_exp_from_refs"));
    }

    @Test
    void drm() {
        assertThat(DrmNodes.VERSION).isEqualTo(golden.constant("DRM_IOCTL_VERSION"));
        assertThat(DrmNodes.VERSION_SIZE).isEqualTo(golden.size("drm_version"));
        assertThat(DrmNodes.MAJOR).isEqualTo(golden.offset("drm_version.version_major"));
        assertThat(DrmNodes.MINOR).isEqualTo(golden.offset("drm_version.version_minor"));
        assertThat(DrmNodes.NAME_LENGTH).isEqualTo(golden.offset("drm_version.name_len"));
        assertThat(DrmNodes.NAME).isEqualTo(golden.offset("drm_version.name"));
        assertThat(DrmNodes.GET_CAP).isEqualTo(golden.constant("DRM_IOCTL_GET_CAP"));
        assertThat(DrmNodes.GET_CAP_SIZE).isEqualTo(golden.size("drm_get_cap"));
        assertThat(DrmNodes.GET_CAP_VALUE).isEqualTo(golden.offset("drm_get_cap.value"));
        assertThat(DrmNodes.CREATE_DUMB).isEqualTo(golden.constant("DRM_IOCTL_MODE_CREATE_DUMB"));
        assertThat(DrmNodes.CREATE_DUMB_SIZE).isEqualTo(golden.size("drm_mode_create_dumb"));
        assertThat(DrmNodes.CREATE_DUMB_HEIGHT).isEqualTo(golden.offset("drm_mode_create_dumb.height"));
        assertThat(DrmNodes.CREATE_DUMB_WIDTH).isEqualTo(golden.offset("drm_mode_create_dumb.width"));
        assertThat(DrmNodes.CREATE_DUMB_BPP).isEqualTo(golden.offset("drm_mode_create_dumb.bpp"));
        assertThat(DrmNodes.CAP_PRIME).isEqualTo(golden.constant("DRM_CAP_PRIME"));
        assertThat(DrmNodes.PRIME_CAP_EXPORT).isEqualTo(golden.constant("DRM_PRIME_CAP_EXPORT"));
        assertThat(DrmNodes.DROP_MASTER).isEqualTo(golden.constant("DRM_IOCTL_DROP_MASTER"));
    }
}
