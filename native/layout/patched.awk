# Structures and numbers of our own that patches add to headers of the kernel.
/^\+#define (DRM|IOCTL)_[A-Z0-9_]*(GET_PFNS|DMABUF_OFFER)[ \t]/ { print substr($0, 2) }
/^\+struct (drm_vgem_get_pfns|drm_i915_gem_get_pfns|xen_dmabuf_offer) \{/ { inside = 1 }
inside { print substr($0, 2) }
/^\+\};/ { inside = 0 }
