/** Pages of dma-bufs as memory of guests. */
package transom.xen.dev.internal.offer;
