/** Memory that is filled and compared, for {@code gem:make} and {@code gem:take}. */
package transom.shell.internal.trial;
