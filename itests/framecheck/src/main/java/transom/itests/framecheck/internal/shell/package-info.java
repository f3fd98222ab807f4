/** The checker's commands. */
package transom.itests.framecheck.internal.shell;
