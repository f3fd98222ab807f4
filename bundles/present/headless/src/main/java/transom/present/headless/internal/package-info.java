/** The presenter without windows as a component; the work is in {@code memory}. */
package transom.present.headless.internal;
