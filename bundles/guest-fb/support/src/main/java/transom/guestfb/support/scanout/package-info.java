/**
 * Scanouts as presenters see them, whatever the guest's protocol: who shows a picture, what has changed for each, who
 * still reads it.
 */
package transom.guestfb.support.scanout;
