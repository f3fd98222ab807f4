/**
 * What everybody does the same way who serves guests' displays: scanouts as services, versions of a bundle that take over from
 * each other, allocators in their order.
 */
package transom.guestfb.support;
