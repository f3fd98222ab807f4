/**
 * Pixels and who owns them: {@link transom.gem.Buffer}, the {@link transom.gem.Fourcc format} of its pixels, and the
 * {@link transom.gem.Damage} that says which of them changed.
 *
 * <p>A producer makes a {@code Buffer} (through an {@link transom.gem.Allocator}, or over memory that it has mapped),
 * consumers {@linkplain transom.gem.Buffer#lock lock} it while they read, and the memory goes away when the producer
 * has dropped it and the last consumer has unlocked it. No type here knows about Xen.
 */
@Export
@Version("1.0.0")
package transom.gem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
