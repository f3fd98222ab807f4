/** Memory that is no dma-buf: for machines that have none, and for the simulator. */
package transom.gem.mem.internal.memfd;
