/** {@code transom shell}: the client of the shell that a running Transom serves at a Unix socket. */
package transom.launcher.shell;
