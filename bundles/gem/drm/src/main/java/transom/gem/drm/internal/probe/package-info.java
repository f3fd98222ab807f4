/** Which DRM devices there are and what they can do, found again whenever one comes or goes. */
package transom.gem.drm.internal.probe;
