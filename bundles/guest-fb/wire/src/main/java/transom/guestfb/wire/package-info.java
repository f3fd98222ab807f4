/**
 * The bytes of the framebuffer (fbif), keyboard (kbdif) and display (displif) protocols, for both of their ends: a
 * library, no I/O.
 *
 * <p>A framebuffer's or keyboard's shared page holds two rings. {@link transom.guestfb.wire.RingConsumer} and
 * {@link transom.guestfb.wire.RingProducer} move through one direction of one ring;
 * {@link transom.guestfb.wire.FbEvents} and {@link transom.guestfb.wire.KbdEvents} name what is in the slots.
 * {@link transom.guestfb.wire.FramebufferLayout} says which bytes of the guest's framebuffer are its picture, and
 * {@link transom.guestfb.wire.PageDirectory} which frames hold them.
 *
 * <p>A display's connector has a page of requests, {@link transom.guestfb.wire.BackRing} and
 * {@link transom.guestfb.wire.FrontRing}, and one of events, {@link transom.guestfb.wire.DisplEventWriter} and
 * {@link transom.guestfb.wire.DisplEvents.Reader}. What a request asks for is checked by a record of its own, e.g.
 * {@link transom.guestfb.wire.DisplayBufferLayout}; {@link transom.guestfb.wire.GrantDirectory} finds a buffer's pages.
 *
 * <p>The other end is hostile. Whatever it wrote is read once into a local named {@code untrusted…}, checked, and only
 * then used; what breaks the protocol throws {@link transom.guestfb.wire.ProtocolException} and nothing else. A display's
 * request that cannot be done while its rings are sound throws {@link transom.guestfb.wire.RequestRefusedException}: it
 * is answered by a status. Moving an event or a request allocates nothing.
 */
package transom.guestfb.wire;
