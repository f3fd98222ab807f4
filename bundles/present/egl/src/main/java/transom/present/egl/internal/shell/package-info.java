/** Commands for people, scope present. */
package transom.present.egl.internal.shell;
