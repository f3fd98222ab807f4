/** The memory of a VGA's framebuffer, and the picture in it. */
package transom.guestfb.vga.internal.memory;
