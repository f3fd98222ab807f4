/** What windows are to this presenter: a GL context that can draw in them, where the picture lies, what they are called. */
package transom.present.egl.internal.window;
