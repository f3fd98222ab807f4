/**
 * Dma-bufs as EGL images: which ones EGL {@linkplain transom.present.egl.internal.image.ImportFormats takes}, an image
 * {@linkplain transom.present.egl.internal.image.DmaBufImages of a buffer}, and when GL has
 * {@linkplain transom.present.egl.internal.image.EndOfReading finished reading} one. Everything here runs on the render
 * thread.
 */
package transom.present.egl.internal.image;
