/**
 * Display buffers' memory: dom0's own that is granted to the guest, and the guest's that is a dma-buf here or mapped. What
 * a guest depends on is in the keep from the moment that it exists, so that whoever attaches next goes on with it.
 */
package transom.guestfb.pv.internal.displ.memory;
