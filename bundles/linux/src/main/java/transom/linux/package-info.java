/**
 * The one door to libc: file descriptors, memory, events and sockets of Linux on x86-64, for the bundles that implement
 * something. It is compiled privately into each of them and never shows in an API.
 *
 * <p>Calls whose failure is a value that the caller acts upon, such as {@code EAGAIN}, return {@code -errno}; the others
 * throw {@link transom.linux.ErrnoException}, which names the call. What owns a descriptor or a mapping is closed by its
 * owner, exactly once; no cleaner does it.
 */
package transom.linux;
