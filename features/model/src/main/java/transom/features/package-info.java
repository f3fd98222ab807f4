/** OSGi Feature JSON: reading, checking, putting together, finding the bundles. A library, compiled into whoever uses it. */
package transom.features;
