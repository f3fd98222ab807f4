/** The OSGi framework as the host of steps: each call on a thread of its own, with a limit. */
package transom.runtime.internal.host;
