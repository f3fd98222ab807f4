/** The VGAs that there are: made, shown, left to others, ended. */
package transom.guestfb.vga.internal.device;
