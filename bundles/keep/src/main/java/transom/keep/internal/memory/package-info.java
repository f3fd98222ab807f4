/** For tests of bundles that keep something. */
package transom.keep.internal.memory;
