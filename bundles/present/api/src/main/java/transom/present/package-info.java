/**
 * Showing scanouts to a person: a {@link transom.present.Presenter} shows every {@link transom.guestfb.Scanout} service
 * that there is and says what it has shown.
 */
@Export
@Version("1.1.0")
package transom.present;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
