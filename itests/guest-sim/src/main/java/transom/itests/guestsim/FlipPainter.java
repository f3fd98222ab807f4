package transom.itests.guestsim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import transom.gem.Box;

/**
 * Draws a scene's frames into two buffers by turns: first into memory of its own, then what the buffer lacks of it.
 *
 * <p><b>Thread:</b> the guest's loop.
 */
final class FlipPainter {

    private final Scene scene;
    private final Canvas canvas;
    private final PixelDepth depth;
    private final List<List<Box>> stale = List.of(new ArrayList<>(), new ArrayList<>());
    private long frames;

    FlipPainter(Scene scene, int width, int height, int depth) {
        this.scene = scene;
        this.canvas = new Canvas(width, height);
        this.depth = PixelDepth.of(depth);
    }

    /** Both buffers hold nothing that is known. */
    void forgetBuffers() {
        for (List<Box> boxes : stale) {
            boxes.clear();
            boxes.add(canvas.all());
        }
    }

    /** Draws the next frame into one of the buffers. */
    void draw(int buffer, ByteBuffer pixels) {
        List<Box> changed = frames == 0 ? List.of(scene.drawAll(canvas, 0)) : scene.drawChanges(canvas, frames);
        frames++;
        stale.forEach(boxes -> boxes.addAll(changed));
        copy(buffer, pixels);
    }

    /** Writes the frame drawn last into one of the buffers. */
    void copy(int buffer, ByteBuffer pixels) {
        stale.get(buffer).forEach(box -> write(pixels, box));
        stale.get(buffer).clear();
    }

    private void write(ByteBuffer pixels, Box box) {
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            int row = y * canvas.width() * depth.bytes();
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                depth.write(pixels, row + x * depth.bytes(), depth.pack(canvas.get(x, y)));
            }
        }
    }

    /** The frame drawn last, as a screen shows it. */
    Canvas.Shader shown() {
        return (x, y) -> depth.unpack(depth.pack(canvas.get(x, y)));
    }

    /** Frames drawn; the one to be seen has this number less one. */
    long frames() {
        return frames;
    }
}
