/**
 * Windows: GLFW on X11, one {@link transom.present.egl.internal.window.GuestWindow} per scanout, and what a person does
 * with it. GLFW is used from one thread only, the render thread.
 */
package transom.present.egl.internal.window;
