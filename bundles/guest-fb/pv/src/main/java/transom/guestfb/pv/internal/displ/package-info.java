/**
 * The backend of guests' displays: displif.
 *
 * <p>A {@link transom.guestfb.pv.internal.displ.DisplBackend} is one device. While it is attached, a {@code DisplSession}
 * holds its connectors and their common table of buffers and framebuffers: a frontend makes these by its first connector's
 * ring and shows them on any. A request ring is served in order, so that whoever comes next finds what was not answered
 * ({@link transom.guestfb.wire.BackRing}); a page flip is answered when a {@code FlipTracker} says that it is complete.
 * No pixel is touched here.
 */
package transom.guestfb.pv.internal.displ;
