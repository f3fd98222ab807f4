/**
 * Guests' displays, whatever the protocol.
 *
 * <p>Whoever speaks to guests registers one {@link transom.guestfb.Scanout} service per connector that shows a picture,
 * and a {@link transom.guestfb.GuestDisplays} for people. A presenter pulls: it
 * {@linkplain transom.guestfb.Scanout#subscribe subscribes}, is told that there is something new, acquires a
 * {@link transom.guestfb.Frame}, draws it and releases it. A scanout may have no presenter, one, or several at a time.
 */
@Export
@Version("1.1.0")
package transom.guestfb;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
