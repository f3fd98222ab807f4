package transom.xshot;

/**
 * A window at one moment.
 *
 * @param title UTF-8 name, or else the Latin-1 one; empty if it has none
 * @param wmClass its class, empty if it has none
 * @param x of its inside's left edge on the screen
 * @param y of its inside's top edge on the screen
 * @param viewable mapped, and its parents too
 */
public record XWindow(int id, String title, String wmClass, int x, int y, int width, int height, boolean viewable) {

    @Override
    public String toString() {
        return String.format(
                "0x%x %dx%d+%d+%d %s [%s] %s",
                id, width, height, x, y, viewable ? "viewable" : "hidden", wmClass, title);
    }
}
