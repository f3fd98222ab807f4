/** What real Xen and the simulator keep in the same way: the books of what is held, and shares in the keep. */
package transom.xen.support;
