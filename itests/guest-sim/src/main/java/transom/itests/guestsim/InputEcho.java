package transom.itests.guestsim;

import transom.gem.Box;

/** Shows what the keyboard and pointer frontend received. */
final class InputEcho implements Scene.Item {

    private static final int SIZE = 12;

    private final KbdFront keyboard;

    InputEcho(KbdFront keyboard) {
        this.keyboard = keyboard;
    }

    private String keys() {
        return keyboard.pressed().isEmpty()
                ? ""
                : "KEYS " + keyboard.pressed().toString().replaceAll("[\\[\\],]", "");
    }

    @Override
    public Box box(long frame) {
        String keys = keys();
        int width = Math.max(2 * SIZE + 1, SIZE + Canvas.textBox(keys, 0, 0, 2).width());
        return new Box(keyboard.x() - SIZE, keyboard.y() - SIZE, width, 4 * SIZE);
    }

    @Override
    public void draw(Canvas canvas, long frame) {
        int x = keyboard.x();
        int y = keyboard.y();
        canvas.fill(new Box(x - SIZE, y, 2 * SIZE + 1, 1), 0xffffff);
        canvas.fill(new Box(x, y - SIZE, 1, 2 * SIZE + 1), 0xffffff);
        canvas.text(keys(), x, y + SIZE + 2, 2, 0xffe14f);
    }
}
