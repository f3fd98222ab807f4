/** The VGAs of HVM guests: their device models take the framebuffer's memory from here and say what is on the screen. */
package transom.guestfb.vga.internal;
