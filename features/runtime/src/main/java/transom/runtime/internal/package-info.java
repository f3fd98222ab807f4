/**
 * Updates as a service. {@code plan} says what to do and refuses what cannot go well, {@code step} does it and takes it back,
 * {@code host} is the OSGi framework, {@code flow} watches guests and presenters meanwhile.
 */
package transom.runtime.internal;
