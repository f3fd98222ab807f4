/** dma-bufs from the kernel's own heaps (drivers/dma-buf/dma-heap.c). */
package transom.gem.mem.internal.heap;
