/** OSGi Feature JSON: reading, checking, putting together, finding the bundles. */
package transom.launcher.feature;
