package transom.itests.guestsim;

import transom.gem.Box;

/** A sphere on a path of its own. */
final class SphereItem implements Scene.Item {

    private final Scenes.Subject subject;
    private final int number;
    private final int radius;
    private final Sprite sprite;

    SphereItem(Scenes.Subject subject, int rgb, int number) {
        this.subject = subject;
        this.number = number;
        this.radius = Math.max(2, Math.min(subject.width(), subject.height()) / (12 + 2 * number));
        this.sprite = Sprite.sphere(radius, rgb);
    }

    private int x(long frame) {
        return Wave.between(radius, subject.width() - radius, (int) (frame * (3 + number)) + number * 211);
    }

    private int y(long frame) {
        return Wave.between(radius, subject.height() - radius, (int) (frame * (5 - number % 3)) + number * 97 + 300);
    }

    @Override
    public Box box(long frame) {
        return Canvas.around(x(frame), y(frame), radius);
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        sprite.draw(canvas, x(frame) - radius, y(frame) - radius);
    }
}
