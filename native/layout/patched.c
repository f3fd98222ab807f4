/* What our patches of Linux add to its headers, taken from the patches by the Makefile. */
#include <sys/ioctl.h>
#include <linux/types.h>
#include <drm.h>
#include "layout.h"
#include "patched.h"

static void print_get_pfns(void)
{
    STRUCT(drm_vgem_get_pfns);
    FIELD(drm_vgem_get_pfns, handle);
    FIELD(drm_vgem_get_pfns, flags);
    FIELD(drm_vgem_get_pfns, first_page);
    FIELD(drm_vgem_get_pfns, num_pages);
    FIELD(drm_vgem_get_pfns, pfns_ptr);
    FIELD(drm_vgem_get_pfns, pin_fd);
    STRUCT(drm_i915_gem_get_pfns);
    FIELD(drm_i915_gem_get_pfns, handle);
    FIELD(drm_i915_gem_get_pfns, flags);
    FIELD(drm_i915_gem_get_pfns, first_page);
    FIELD(drm_i915_gem_get_pfns, num_pages);
    FIELD(drm_i915_gem_get_pfns, pfns_ptr);
    FIELD(drm_i915_gem_get_pfns, pin_fd);
    CONSTANT(DRM_IOCTL_VGEM_GET_PFNS);
    CONSTANT(DRM_IOCTL_I915_GEM_GET_PFNS);
}

static void print_dma_buf_offer(void)
{
    STRUCT(xen_dmabuf_offer);
    FIELD(xen_dmabuf_offer, gfn);
    FIELD(xen_dmabuf_offer, first_page);
    FIELD(xen_dmabuf_offer, num_pages);
    FIELD(xen_dmabuf_offer, fd);
    FIELD(xen_dmabuf_offer, domid);
    FIELD(xen_dmabuf_offer, flags);
    FIELD(xen_dmabuf_offer, offer_fd);
    CONSTANT(IOCTL_XEN_DMABUF_OFFER);
}

void print_patched(void)
{
    print_get_pfns();
    print_dma_buf_offer();
}
