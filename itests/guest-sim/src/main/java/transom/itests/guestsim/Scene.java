package transom.itests.guestsim;

import java.util.ArrayList;
import java.util.List;
import transom.gem.Box;

/**
 * What a guest shows: a background and things that move over it. A frame's picture depends on its number only, and is the
 * same whether it was drawn from nothing or from the frame before.
 */
final class Scene {

    private final Canvas.Shader background;
    private final List<Item> items;
    private final List<Box> last = new ArrayList<>();
    private Canvas backdrop;

    /** Something that is somewhere else, or looks different, in every frame. */
    interface Item {

        /** Where it is in this frame; nothing outside is drawn. Empty if it is not to be seen. */
        Box box(long frame);

        void draw(Canvas canvas, long frame);
    }

    Scene(Canvas.Shader background, List<Item> items) {
        this.background = background;
        this.items = List.copyOf(items);
    }

    /** Draws all of a frame, into a canvas of a size that stays. */
    Box drawAll(Canvas canvas, long frame) {
        backdrop = new Canvas(canvas.width(), canvas.height());
        backdrop.shade(backdrop.all(), background);
        draw(canvas, canvas.all(), frame);
        remember(frame);
        return canvas.all();
    }

    /** Draws what changed since the frame drawn last; the boxes, which do not overlap much. */
    List<Box> drawChanges(Canvas canvas, long frame) {
        List<Box> changed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Box before = last.get(i);
            Box now = items.get(i).box(frame);
            Box both = union(before, now);
            if (both.area() <= before.area() + now.area()) {
                add(changed, both, canvas);
            } else {
                add(changed, before, canvas);
                add(changed, now, canvas);
            }
        }
        changed.forEach(box -> draw(canvas, box, frame));
        remember(frame);
        return changed;
    }

    private static void add(List<Box> changed, Box box, Canvas canvas) {
        Box visible = box.intersect(canvas.all());
        if (!visible.isEmpty()) {
            changed.add(visible);
        }
    }

    private void draw(Canvas canvas, Box clip, long frame) {
        canvas.clip(clip);
        canvas.copy(backdrop, clip);
        for (Item item : items) {
            Box visible = clip.intersect(item.box(frame));
            if (!visible.isEmpty()) {
                canvas.clip(visible);
                item.draw(canvas, frame);
            }
        }
        canvas.clip(canvas.all());
    }

    private void remember(long frame) {
        last.clear();
        items.forEach(item -> last.add(item.box(frame)));
    }

    private static Box union(Box a, Box b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        int left = Math.min(a.x(), b.x());
        int top = Math.min(a.y(), b.y());
        return new Box(
                left,
                top,
                Math.max(a.x() + a.width(), b.x() + b.width()) - left,
                Math.max(a.y() + a.height(), b.y() + b.height()) - top);
    }
}
