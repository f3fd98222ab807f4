/** Request numbers and structures of dma-bufs, as linux/include/uapi/linux/dma-buf.h has them. */
package transom.gem.support.uapi;
