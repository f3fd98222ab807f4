/** Which sources of memory this machine has. */
package transom.gem.mem.internal.probe;
