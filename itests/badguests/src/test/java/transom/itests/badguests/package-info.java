/**
 * Guests that write what they like, beside one that behaves.
 *
 * <p>{@code Dom0} is the real backend on the simulator; {@code RawGuest} a domain whose every byte the test chooses;
 * {@code TestPresenter} copies frames as presenters do. {@code BadGuests} and {@code BadKeyboards} are the tables.
 */
package transom.itests.badguests;
