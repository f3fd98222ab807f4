package transom.lwjgl.window;

/**
 * How a window is to be. A window that is there already takes over the title only: the rest is the person's by now.
 *
 * @param placement who places it when it opens
 * @param fullscreen whether it opens full-screen
 */
public record WindowOptions(String title, Placement placement, boolean fullscreen) {}
