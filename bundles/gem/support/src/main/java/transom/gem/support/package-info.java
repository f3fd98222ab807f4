/**
 * What every allocator does the same way: memory that one fd names, seen by the CPU, kept under a name, and given back in
 * the right order. It is compiled privately into each of them.
 *
 * <p>An allocator's {@link transom.gem.support.Source} makes {@link transom.gem.support.Memory};
 * {@link transom.gem.support.Allocations} makes buffers of it, puts them into the keep and finds them there again.
 */
package transom.gem.support;
