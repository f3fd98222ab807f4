package transom.lwjgl.window;

/** Who places windows on the screen. */
public enum Placement {
    /** The window manager if there is one, else as {@link #TILE}. */
    AUTO,
    /** We do, left to right and top to bottom, so that they do not cover each other. */
    TILE,
    /** The window manager, or nobody. */
    WINDOW_MANAGER
}
