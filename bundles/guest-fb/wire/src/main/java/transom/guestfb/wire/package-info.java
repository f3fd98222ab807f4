/**
 * The bytes of the framebuffer (fbif) and keyboard (kbdif) protocols, for both of their ends: a library, no I/O.
 *
 * <p>A shared page holds two rings. {@link transom.guestfb.wire.RingConsumer} and
 * {@link transom.guestfb.wire.RingProducer} move through one direction of one ring;
 * {@link transom.guestfb.wire.FbEvents} and {@link transom.guestfb.wire.KbdEvents} name what is in the slots.
 * {@link transom.guestfb.wire.FramebufferLayout} says which bytes of the guest's framebuffer are its picture, and
 * {@link transom.guestfb.wire.PageDirectory} which frames hold them.
 *
 * <p>The other end is hostile. Whatever it wrote is read once into a local named {@code untrusted…}, checked, and only
 * then used; what breaks the protocol throws {@link transom.guestfb.wire.ProtocolException} and nothing else. Moving an
 * event allocates nothing.
 */
package transom.guestfb.wire;
