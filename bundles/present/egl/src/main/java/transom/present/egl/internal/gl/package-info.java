/**
 * The OpenGL ES side of a window: a {@link transom.present.egl.internal.gl.GuestTexture} gets the damage of a buffer, a
 * {@link transom.present.egl.internal.gl.Painter} draws it. Everything here runs on the render thread with the window's
 * context current.
 */
package transom.present.egl.internal.gl;
