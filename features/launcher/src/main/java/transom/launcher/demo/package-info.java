/**
 * {@code transom demo}: Transom with the simulator, guests in processes of their own, a window; measured from outside and
 * compared pixel by pixel.
 */
package transom.launcher.demo;
