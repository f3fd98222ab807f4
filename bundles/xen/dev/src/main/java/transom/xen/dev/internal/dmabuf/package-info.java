/** Dma-bufs through gntdev: this domain's for guests, and of guests' grants. */
package transom.xen.dev.internal.dmabuf;
