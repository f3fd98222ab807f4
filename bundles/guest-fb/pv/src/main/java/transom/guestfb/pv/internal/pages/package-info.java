/** Guest memory that several hold at a time. */
package transom.guestfb.pv.internal.pages;
