package transom.itests.guestsim;

import java.util.function.LongFunction;
import transom.gem.Box;

/** A line of text with a shadow. */
final class LabelItem implements Scene.Item {

    private final int x;
    private final int y;
    private final int scale;
    private final int rgb;
    private final LongFunction<String> text;

    LabelItem(int x, int y, int scale, int rgb, LongFunction<String> text) {
        this.x = x;
        this.y = y;
        this.scale = scale;
        this.rgb = rgb;
        this.text = text;
    }

    @Override
    public Box box(long frame) {
        Box box = Canvas.textBox(text.apply(frame), x, y, scale);
        return new Box(x, y, box.width() + scale, box.height() + scale);
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        canvas.text(text.apply(frame), x + scale, y + scale, scale, 0x05070f);
        canvas.text(text.apply(frame), x, y, scale, rgb);
    }
}
