package transom.gem.drm.internal.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class GoldenLayoutTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void requests() {
        assertThat(Drm.VERSION).isEqualTo(golden.constant("DRM_IOCTL_VERSION"));
        assertThat(Drm.GET_CAP).isEqualTo(golden.constant("DRM_IOCTL_GET_CAP"));
        assertThat(Drm.DROP_MASTER).isEqualTo(golden.constant("DRM_IOCTL_DROP_MASTER"));
        assertThat(Drm.GEM_CLOSE).isEqualTo(golden.constant("DRM_IOCTL_GEM_CLOSE"));
        assertThat(Drm.PRIME_HANDLE_TO_FD).isEqualTo(golden.constant("DRM_IOCTL_PRIME_HANDLE_TO_FD"));
        assertThat(Drm.PRIME_FD_TO_HANDLE).isEqualTo(golden.constant("DRM_IOCTL_PRIME_FD_TO_HANDLE"));
        assertThat(Dumb.CREATE).isEqualTo(golden.constant("DRM_IOCTL_MODE_CREATE_DUMB"));
        assertThat(Dumb.MAP).isEqualTo(golden.constant("DRM_IOCTL_MODE_MAP_DUMB"));
        assertThat(I915.GETPARAM).isEqualTo(golden.constant("DRM_IOCTL_I915_GETPARAM"));
        assertThat(I915.GEM_CREATE).isEqualTo(golden.constant("DRM_IOCTL_I915_GEM_CREATE"));
        assertThat(I915.MMAP_OFFSET).isEqualTo(golden.constant("DRM_IOCTL_I915_GEM_MMAP_OFFSET"));
        assertThat(I915.SET_CACHING).isEqualTo(golden.constant("DRM_IOCTL_I915_GEM_SET_CACHING"));
    }

    @Test
    void constants() {
        assertThat((long) Drm.CAP_DUMB_BUFFER).isEqualTo(golden.constant("DRM_CAP_DUMB_BUFFER"));
        assertThat((long) Drm.CAP_PRIME).isEqualTo(golden.constant("DRM_CAP_PRIME"));
        assertThat((long) Drm.CAP_ADDFB2_MODIFIERS).isEqualTo(golden.constant("DRM_CAP_ADDFB2_MODIFIERS"));
        assertThat((long) Drm.PRIME_CAP_IMPORT).isEqualTo(golden.constant("DRM_PRIME_CAP_IMPORT"));
        assertThat((long) Drm.PRIME_CAP_EXPORT).isEqualTo(golden.constant("DRM_PRIME_CAP_EXPORT"));
        assertThat((long) Drm.PRIME_CLOEXEC_RDWR)
                .isEqualTo(golden.constant("DRM_CLOEXEC") | golden.constant("DRM_RDWR"));
        assertThat((long) I915.PARAM_CHIPSET_ID).isEqualTo(golden.constant("I915_PARAM_CHIPSET_ID"));
        assertThat((long) I915.PARAM_HAS_LLC).isEqualTo(golden.constant("I915_PARAM_HAS_LLC"));
        assertThat((long) I915.MMAP_OFFSET_WB).isEqualTo(golden.constant("I915_MMAP_OFFSET_WB"));
        assertThat((long) I915.CACHING_CACHED).isEqualTo(golden.constant("I915_CACHING_CACHED"));
    }

    @Test
    void core() {
        assertThat(Drm.VERSION_SIZE).isEqualTo(golden.size("drm_version"));
        assertThat(Drm.VERSION_NAME_LEN).isEqualTo(golden.offset("drm_version.name_len"));
        assertThat(Drm.VERSION_NAME).isEqualTo(golden.offset("drm_version.name"));
        assertThat(Drm.GET_CAP_SIZE).isEqualTo(golden.size("drm_get_cap"));
        assertThat(Drm.GET_CAP_CAPABILITY).isEqualTo(golden.offset("drm_get_cap.capability"));
        assertThat(Drm.GET_CAP_VALUE).isEqualTo(golden.offset("drm_get_cap.value"));
        assertThat(Drm.GEM_CLOSE_SIZE).isEqualTo(golden.size("drm_gem_close"));
        assertThat(Drm.GEM_CLOSE_HANDLE).isEqualTo(golden.offset("drm_gem_close.handle"));
        assertThat(Drm.PRIME_SIZE).isEqualTo(golden.size("drm_prime_handle"));
        assertThat(Drm.PRIME_HANDLE).isEqualTo(golden.offset("drm_prime_handle.handle"));
        assertThat(Drm.PRIME_FLAGS).isEqualTo(golden.offset("drm_prime_handle.flags"));
        assertThat(Drm.PRIME_FD).isEqualTo(golden.offset("drm_prime_handle.fd"));
    }

    @Test
    void dumb() {
        assertThat(Dumb.CREATE_SIZE).isEqualTo(golden.size("drm_mode_create_dumb"));
        assertThat(Dumb.CREATE_HEIGHT).isEqualTo(golden.offset("drm_mode_create_dumb.height"));
        assertThat(Dumb.CREATE_WIDTH).isEqualTo(golden.offset("drm_mode_create_dumb.width"));
        assertThat(Dumb.CREATE_BPP).isEqualTo(golden.offset("drm_mode_create_dumb.bpp"));
        assertThat(Dumb.CREATE_HANDLE).isEqualTo(golden.offset("drm_mode_create_dumb.handle"));
        assertThat(Dumb.CREATE_PITCH).isEqualTo(golden.offset("drm_mode_create_dumb.pitch"));
        assertThat(Dumb.CREATE_BYTES).isEqualTo(golden.offset("drm_mode_create_dumb.size"));
        assertThat(Dumb.MAP_SIZE).isEqualTo(golden.size("drm_mode_map_dumb"));
        assertThat(Dumb.MAP_HANDLE).isEqualTo(golden.offset("drm_mode_map_dumb.handle"));
        assertThat(Dumb.MAP_OFFSET).isEqualTo(golden.offset("drm_mode_map_dumb.offset"));
    }

    @Test
    void i915() {
        assertThat(I915.GETPARAM_SIZE).isEqualTo(golden.size("drm_i915_getparam"));
        assertThat(I915.GETPARAM_PARAM).isEqualTo(golden.offset("drm_i915_getparam.param"));
        assertThat(I915.GETPARAM_VALUE).isEqualTo(golden.offset("drm_i915_getparam.value"));
        assertThat(I915.CREATE_SIZE).isEqualTo(golden.size("drm_i915_gem_create"));
        assertThat(I915.CREATE_BYTES).isEqualTo(golden.offset("drm_i915_gem_create.size"));
        assertThat(I915.CREATE_HANDLE).isEqualTo(golden.offset("drm_i915_gem_create.handle"));
        assertThat(I915.MMAP_OFFSET_SIZE).isEqualTo(golden.size("drm_i915_gem_mmap_offset"));
        assertThat(I915.MMAP_OFFSET_HANDLE).isEqualTo(golden.offset("drm_i915_gem_mmap_offset.handle"));
        assertThat(I915.MMAP_OFFSET_OFFSET).isEqualTo(golden.offset("drm_i915_gem_mmap_offset.offset"));
        assertThat(I915.MMAP_OFFSET_FLAGS).isEqualTo(golden.offset("drm_i915_gem_mmap_offset.flags"));
        assertThat(I915.CACHING_SIZE).isEqualTo(golden.size("drm_i915_gem_caching"));
        assertThat(I915.CACHING_HANDLE).isEqualTo(golden.offset("drm_i915_gem_caching.handle"));
        assertThat(I915.CACHING_CACHING).isEqualTo(golden.offset("drm_i915_gem_caching.caching"));
    }

    @Test
    void framesOfPages() {
        assertThat(GetPfns.VGEM).isEqualTo(golden.constant("DRM_IOCTL_VGEM_GET_PFNS"));
        assertThat(GetPfns.I915).isEqualTo(golden.constant("DRM_IOCTL_I915_GEM_GET_PFNS"));
        for (String struct : List.of("drm_vgem_get_pfns", "drm_i915_gem_get_pfns")) {
            assertThat(GetPfns.SIZE).isEqualTo(golden.size(struct));
            assertThat(GetPfns.HANDLE).isEqualTo(golden.offset(struct + ".handle"));
            assertThat(GetPfns.FLAGS).isEqualTo(golden.offset(struct + ".flags"));
            assertThat(GetPfns.FIRST_PAGE).isEqualTo(golden.offset(struct + ".first_page"));
            assertThat(GetPfns.NUM_PAGES).isEqualTo(golden.offset(struct + ".num_pages"));
            assertThat(GetPfns.PFNS_PTR).isEqualTo(golden.offset(struct + ".pfns_ptr"));
            assertThat(GetPfns.PIN_FD).isEqualTo(golden.offset(struct + ".pin_fd"));
        }
    }
}
