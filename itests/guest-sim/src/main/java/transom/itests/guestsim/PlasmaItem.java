package transom.itests.guestsim;

import transom.gem.Box;

/** Waves of color that run through each other. */
final class PlasmaItem implements Scene.Item {

    private static final int FRAME_RGB = 0xdfe6f5;

    private static final int[] PALETTE = new int[Wave.TURN];

    static {
        for (int hue = 0; hue < Wave.TURN; hue++) {
            PALETTE[hue] = channel(hue) << 16 | channel(hue + 341) << 8 | channel(hue + 682);
        }
    }

    private final Box box;

    PlasmaItem(Box box) {
        this.box = box;
    }

    @Override
    public Box box(long frame) {
        return box;
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        int t = (int) (frame * 5);
        canvas.shade(box, (x, y) -> {
            int u = (x - box.x()) * 3;
            int v = (y - box.y()) * 3;
            int sum = Wave.sin(u + t) + Wave.sin(v * 2 - t) + Wave.sin(u + v + t * 2) + Wave.sin((u - v) / 2 - t);
            return PALETTE[sum >> 9 & Wave.TURN - 1];
        });
        if (!box.equals(canvas.all())) {
            border(canvas);
        }
    }

    private static int channel(int angle) {
        return 128 + Wave.sin(angle) * 127 / Wave.ONE;
    }

    private void border(Canvas canvas) {
        canvas.fill(new Box(box.x(), box.y(), box.width(), 1), FRAME_RGB);
        canvas.fill(new Box(box.x(), box.y() + box.height() - 1, box.width(), 1), FRAME_RGB);
        canvas.fill(new Box(box.x(), box.y(), 1, box.height()), FRAME_RGB);
        canvas.fill(new Box(box.x() + box.width() - 1, box.y(), 1, box.height()), FRAME_RGB);
    }
}
