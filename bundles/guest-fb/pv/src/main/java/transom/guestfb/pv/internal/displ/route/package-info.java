/**
 * Which route a display's pixels take: what the toolstack, the guest, this machine and the configuration allow, and the
 * proof that an allocator's pages may be granted.
 */
package transom.guestfb.pv.internal.displ.route;
