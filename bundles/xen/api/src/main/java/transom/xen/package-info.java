/**
 * Xen as a backend in dom0 sees it: domains, their pages, event channels and the store. It knows pages and fds, no
 * pictures.
 *
 * <p>{@link transom.xen.DomId}, {@link transom.xen.GrantRef} and {@link transom.xen.DeviceId} are names: plain values
 * that mean the same after any update. Everything else is a handle of whoever implements it, to be
 * {@linkplain transom.xen.GuestPages#close closed} by whoever got it.
 */
@Export
@Version("1.1.0")
package transom.xen;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
