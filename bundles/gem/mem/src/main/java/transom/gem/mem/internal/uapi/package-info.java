/** Request numbers and structures of /dev/udmabuf and /dev/dma_heap, as linux/include/uapi/linux has them. */
package transom.gem.mem.internal.uapi;
