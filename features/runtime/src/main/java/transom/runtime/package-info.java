/** Replacing the bundles of a running Transom: {@link transom.runtime.Updates}. JDK types only. */
@Export
@Version("1.0.0")
package transom.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
