/**
 * The backend of guests' framebuffers (vfb) and keyboards (vkbd).
 *
 * <p>{@code device} finds the devices in the store and takes each through its states; {@code fb} and {@code kbd} speak
 * the two protocols. Everything of a device is touched on one loop, "guest"; what presenters may call from other threads
 * says so.
 */
package transom.guestfb.pv.internal;
