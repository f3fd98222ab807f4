/** The checker of frames as a component; the work is in {@code check}. */
package transom.itests.framecheck.internal;
