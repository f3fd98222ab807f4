/**
 * The OpenGL ES side of a window: an {@link transom.present.egl.internal.gl.ImportedTexture} is a buffer's memory itself,
 * an {@link transom.present.egl.internal.gl.UploadedTexture} gets the damage of a buffer, a
 * {@link transom.present.egl.internal.gl.Painter} draws either. Everything here runs on the render thread with the window's
 * context current.
 */
package transom.present.egl.internal.gl;
