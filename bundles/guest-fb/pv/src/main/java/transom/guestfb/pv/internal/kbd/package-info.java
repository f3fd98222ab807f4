/** The backend of guests' keyboards and pointers: kbdif. No key stays down when its window or its guest goes. */
package transom.guestfb.pv.internal.kbd;
