/* DRM: dumb buffers, PRIME, i915 (the headers of libdrm-dev, which are the kernel's). */
#include <fcntl.h>
#include <stdint.h>
#include <drm.h>
#include <i915_drm.h>
#include "layout.h"

static void print_core(void)
{
    STRUCT(drm_version);
    FIELD(drm_version, version_major);
    FIELD(drm_version, version_minor);
    FIELD(drm_version, version_patchlevel);
    FIELD(drm_version, name_len);
    FIELD(drm_version, name);
    FIELD(drm_version, date_len);
    FIELD(drm_version, date);
    FIELD(drm_version, desc_len);
    FIELD(drm_version, desc);
    STRUCT(drm_get_cap);
    FIELD(drm_get_cap, capability);
    FIELD(drm_get_cap, value);
    STRUCT(drm_gem_close);
    FIELD(drm_gem_close, handle);
    STRUCT(drm_prime_handle);
    FIELD(drm_prime_handle, handle);
    FIELD(drm_prime_handle, flags);
    FIELD(drm_prime_handle, fd);
    CONSTANT(DRM_IOCTL_VERSION);
    CONSTANT(DRM_IOCTL_GET_CAP);
    CONSTANT(DRM_IOCTL_DROP_MASTER);
    CONSTANT(DRM_IOCTL_GEM_CLOSE);
    CONSTANT(DRM_IOCTL_PRIME_HANDLE_TO_FD);
    CONSTANT(DRM_IOCTL_PRIME_FD_TO_HANDLE);
    CONSTANT(DRM_CLOEXEC);
    CONSTANT(DRM_RDWR);
    CONSTANT(DRM_CAP_DUMB_BUFFER);
    CONSTANT(DRM_CAP_PRIME);
    CONSTANT(DRM_CAP_ADDFB2_MODIFIERS);
    CONSTANT(DRM_PRIME_CAP_IMPORT);
    CONSTANT(DRM_PRIME_CAP_EXPORT);
}

static void print_dumb(void)
{
    STRUCT(drm_mode_create_dumb);
    FIELD(drm_mode_create_dumb, height);
    FIELD(drm_mode_create_dumb, width);
    FIELD(drm_mode_create_dumb, bpp);
    FIELD(drm_mode_create_dumb, flags);
    FIELD(drm_mode_create_dumb, handle);
    FIELD(drm_mode_create_dumb, pitch);
    FIELD(drm_mode_create_dumb, size);
    STRUCT(drm_mode_map_dumb);
    FIELD(drm_mode_map_dumb, handle);
    FIELD(drm_mode_map_dumb, offset);
    STRUCT(drm_mode_destroy_dumb);
    FIELD(drm_mode_destroy_dumb, handle);
    CONSTANT(DRM_IOCTL_MODE_CREATE_DUMB);
    CONSTANT(DRM_IOCTL_MODE_MAP_DUMB);
    CONSTANT(DRM_IOCTL_MODE_DESTROY_DUMB);
}

static void print_i915(void)
{
    NAMED("drm_i915_getparam", drm_i915_getparam_t);
    MEMBER("drm_i915_getparam", drm_i915_getparam_t, param);
    MEMBER("drm_i915_getparam", drm_i915_getparam_t, value);
    STRUCT(drm_i915_gem_create);
    FIELD(drm_i915_gem_create, size);
    FIELD(drm_i915_gem_create, handle);
    STRUCT(drm_i915_gem_mmap_offset);
    FIELD(drm_i915_gem_mmap_offset, handle);
    FIELD(drm_i915_gem_mmap_offset, offset);
    FIELD(drm_i915_gem_mmap_offset, flags);
    FIELD(drm_i915_gem_mmap_offset, extensions);
    STRUCT(drm_i915_gem_caching);
    FIELD(drm_i915_gem_caching, handle);
    FIELD(drm_i915_gem_caching, caching);
    CONSTANT(DRM_IOCTL_I915_GETPARAM);
    CONSTANT(DRM_IOCTL_I915_GEM_CREATE);
    CONSTANT(DRM_IOCTL_I915_GEM_MMAP_OFFSET);
    CONSTANT(DRM_IOCTL_I915_GEM_SET_CACHING);
    CONSTANT(I915_PARAM_CHIPSET_ID);
    CONSTANT(I915_PARAM_HAS_LLC);
    CONSTANT(I915_MMAP_OFFSET_WC);
    CONSTANT(I915_MMAP_OFFSET_WB);
    CONSTANT(I915_CACHING_CACHED);
}

void print_drm(void)
{
    print_core();
    print_dumb();
    print_i915();
}
