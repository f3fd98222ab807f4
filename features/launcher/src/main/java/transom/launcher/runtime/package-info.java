/** {@code transom run}: the runtime directory, its lock, and the OSGi framework. */
package transom.launcher.runtime;
