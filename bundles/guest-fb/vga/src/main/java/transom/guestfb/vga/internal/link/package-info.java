/** Connections with device models: where they come in, what is read of them, what is in the keep. */
package transom.guestfb.vga.internal.link;
