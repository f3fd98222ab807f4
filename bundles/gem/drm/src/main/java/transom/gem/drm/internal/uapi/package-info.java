/** Request numbers and structures of DRM devices, as linux/include/uapi/drm has them on x86-64. */
package transom.gem.drm.internal.uapi;
