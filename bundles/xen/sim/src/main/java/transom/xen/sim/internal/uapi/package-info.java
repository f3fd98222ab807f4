/** Numbers and layouts of Linux' headers. */
package transom.xen.sim.internal.uapi;
