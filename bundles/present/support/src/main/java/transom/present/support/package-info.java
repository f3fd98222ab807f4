/**
 * What every presenter does the same way: {@link transom.present.support.Rgb colors} of the pixel formats,
 * {@link transom.present.support.Png} files, {@link transom.present.support.Shown} counters, and the
 * {@link transom.present.support.BufferBounds} that a picture must keep before native code reads it, and the
 * {@link transom.present.support.Tasks} of its thread.
 */
package transom.present.support;
