/** GEM objects: how drivers make them, who owns their handles, how they become dma-bufs. */
package transom.gem.drm.internal.object;
