package transom.itests.guestsim;

import transom.gem.Box;

/** A clock that counts frames: 60 of them are a second, so that its picture depends on nothing else. */
final class ClockItem implements Scene.Item {

    private static final int FACE = 0x141b33;
    private static final int RING = 0xaab4c8;
    private static final int HAND = 0xf4f7ff;
    private static final int SECOND = 0xff5a4f;

    private final int x;
    private final int y;
    private final int radius;
    private final Sprite face;

    ClockItem(int x, int y, int radius) {
        this.x = x;
        this.y = y;
        this.radius = Math.max(4, radius);
        this.face = face();
    }

    private Sprite face() {
        int side = 2 * radius + 1;
        int inner = radius * 9 / 10;
        Canvas drawn = new Canvas(side, side);
        drawn.fill(drawn.all(), RING);
        drawn.shade(drawn.all(), (px, py) -> Canvas.over(RING, FACE, Sprite.rim(far(px, py), inner)));
        for (int hour = 0; hour < 12; hour++) {
            int angle = hour * Wave.TURN / 12;
            hand(drawn, radius, radius, angle, radius * 74 / 100, radius * 82 / 100, Math.max(1, radius / 28), HAND);
        }
        return new Sprite(side, side, (px, py) -> Sprite.rim(far(px, py), radius) << 24 | drawn.get(px, py));
    }

    private int far(int px, int py) {
        return Sprite.square(px - radius) + Sprite.square(py - radius);
    }

    @Override
    public Box box(long frame) {
        return Canvas.around(x, y, radius);
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        face.draw(canvas, x - radius, y - radius);
        int hours = (int) (frame * Wave.TURN / 216_000);
        int seconds = (int) (frame * Wave.TURN / 3600);
        hand(canvas, x, y, hours, 0, radius * 62 / 100, Math.max(2, radius / 14), HAND);
        hand(canvas, x, y, seconds, -radius / 8, radius * 78 / 100, Math.max(1, radius / 30), SECOND);
    }

    private static void hand(Canvas canvas, int x, int y, int angle, int from, int to, int thickness, int rgb) {
        int dx = Wave.sin(angle);
        int dy = -Wave.cos(angle);
        int x0 = x + (int) ((long) dx * from / Wave.ONE);
        int y0 = y + (int) ((long) dy * from / Wave.ONE);
        int x1 = x + (int) ((long) dx * to / Wave.ONE);
        int y1 = y + (int) ((long) dy * to / Wave.ONE);
        Box around = new Box(
                Math.min(x0, x1) - thickness,
                Math.min(y0, y1) - thickness,
                Math.abs(x1 - x0) + 2 * thickness + 1,
                Math.abs(y1 - y0) + 2 * thickness + 1);
        canvas.line(around, x0, y0, x1, y1, thickness, rgb);
    }
}
