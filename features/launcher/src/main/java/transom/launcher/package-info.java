/**
 * The Java side of the script {@code transom}, outside of OSGi: it reads features, starts the framework, and is the client
 * of the shell. Nothing of it is visible to bundles.
 */
package transom.launcher;
