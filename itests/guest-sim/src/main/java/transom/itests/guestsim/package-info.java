/**
 * A guest in a process of its own: its memory is really shared, its framebuffer and keyboard behave as Linux's
 * xen-fbfront and xen-kbdfront do.
 *
 * <p>{@link transom.itests.guestsim.SimGuest} is a domain with pages, a store and event channels, for good and bad guests
 * alike; {@link transom.itests.guestsim.FbFront} and {@link transom.itests.guestsim.KbdFront} are the drivers; {@link
 * transom.itests.guestsim.Painter} draws a scene into them; {@link transom.itests.guestsim.Main} is the program.
 */
package transom.itests.guestsim;
