/**
 * The backend of guests' framebuffers: fbif.
 *
 * <p>An {@link transom.guestfb.pv.internal.fb.FbBackend} is one device. While it is attached, an {@code FbConnection}
 * holds what is mapped and bound. The guest's UPDATE becomes damage of every subscription of its {@code FbScanout};
 * presenters acquire frames from there, on threads of their own. No pixel is touched here.
 */
package transom.guestfb.pv.internal.fb;
