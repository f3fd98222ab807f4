/** What an update does, one step after the other, and how it is taken back. Knows no OSGi. */
package transom.runtime.internal.step;
