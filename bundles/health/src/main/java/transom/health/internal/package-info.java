/** Rows of JDK types about displays and presentations, as services. */
package transom.health.internal;
