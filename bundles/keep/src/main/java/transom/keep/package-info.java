/**
 * What must outlive an update: file descriptors and plain records, by name. JDK types only.
 *
 * <p>A thing is put here when it comes to exist, not when its owner leaves: then a crash loses nothing that an update
 * would have kept.
 */
@Export
@Version("1.1.0")
package transom.keep;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
