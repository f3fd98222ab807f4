package transom.xshot;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server says of itself when a client connects (X Window System Protocol, chapter 8).
 *
 * @param root window of the first screen
 * @param width of the screen in pixels
 * @param height of the screen in pixels
 * @param bitsPerPixel of an image, by depth
 * @param visuals by their id
 */
record XSetup(int root, int width, int height, Map<Integer, Integer> bitsPerPixel, Map<Integer, Visual> visuals) {

    /** Where the colors lie in a pixel. */
    record Visual(int red, int green, int blue) {}

    /** Reads the reply after its first eight bytes. */
    static XSetup read(ByteBuffer in) {
        int vendor = in.getShort(16) & 0xffff;
        int screens = in.get(20);
        int formats = in.get(21);
        if (in.get(22) != 0) {
            throw new IllegalStateException("a server with big-endian images is not supported");
        }
        if (screens < 1) {
            throw new IllegalStateException("the server has no screen");
        }
        Map<Integer, Integer> bits = new HashMap<>();
        int at = 32 + (vendor + 3 & ~3);
        for (int i = 0; i < formats; i++, at += 8) {
            bits.put(in.get(at) & 0xff, in.get(at + 1) & 0xff);
        }
        int root = in.getInt(at);
        int width = in.getShort(at + 20) & 0xffff;
        int height = in.getShort(at + 22) & 0xffff;
        return new XSetup(root, width, height, bits, visuals(in, at + 40, in.get(at + 39)));
    }

    private static Map<Integer, Visual> visuals(ByteBuffer in, int start, int depths) {
        Map<Integer, Visual> visuals = new HashMap<>();
        int at = start;
        for (int d = 0; d < depths; d++) {
            int count = in.getShort(at + 2) & 0xffff;
            at += 8;
            for (int v = 0; v < count; v++, at += 24) {
                visuals.put(in.getInt(at), new Visual(in.getInt(at + 8), in.getInt(at + 12), in.getInt(at + 16)));
            }
        }
        return visuals;
    }
}
