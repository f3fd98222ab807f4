/** dma-bufs over a memfd's pages (drivers/dma-buf/udmabuf.c). */
package transom.gem.mem.internal.udmabuf;
