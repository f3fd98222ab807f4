/**
 * Windows that outlive who fills them. The X server's connection, the EGL display, the thread that GLFW lives on and the
 * windows belong to this package; a presenter {@linkplain transom.lwjgl.window.Windows#open joins}, takes a
 * {@linkplain transom.lwjgl.window.WindowLease lease} on the window of each thing that it shows, and fills it from a thread and
 * a GL context of its own. Another presenter can take the window over between two pictures: the window itself stays.
 *
 * <p>Only types of the JDK and of LWJGL are in its signatures, and what a presenter hands in is forgotten when it leaves: a
 * presenter that was replaced can be unloaded.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package transom.lwjgl.window;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
