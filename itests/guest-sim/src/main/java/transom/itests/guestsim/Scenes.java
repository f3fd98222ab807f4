package transom.itests.guestsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import transom.gem.Box;

/** The scenes by name. */
final class Scenes {

    private static final int[] SPHERES = {0xff5a4f, 0xffb13d, 0x4fd1ff, 0x7dff8a, 0xd68bff};
    private static final int NIGHT = 0x0b1030;
    private static final int VIOLET = 0x4a3278;
    private static final int ROSE = 0xc8606c;
    private static final int HORIZON = 150;
    private static final int WHITE = 0xf4f7ff;
    private static final int GREY = 0x9fb0cc;

    /** What a scene is made for. */
    record Subject(String name, int width, int height, int depth, List<Scene.Item> overlays) {

        int unit() {
            return Math.max(1, Math.min(width / 200, height / 150));
        }
    }

    @FunctionalInterface
    private interface Maker {
        Scene make(Subject subject);
    }

    private static final Map<String, Maker> BY_NAME = new TreeMap<>(Map.of(
            "demo", Scenes::demo,
            "numbered", Scenes::numbered,
            "plasma", Scenes::plasma,
            "pattern", Scenes::pattern,
            "still", Scenes::still));

    private Scenes() {}

    static Iterable<String> names() {
        return BY_NAME.keySet();
    }

    static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }

    static Scene make(String name, Subject subject) {
        return BY_NAME.get(name).make(subject);
    }

    /** Spheres and a clock over a dusk, with a window of plasma: some boxes of damage a frame. */
    private static Scene demo(Subject s) {
        List<Scene.Item> items = new ArrayList<>();
        int panelWidth = s.width * 3 / 10;
        int panelHeight = s.height * 3 / 10;
        items.add(
                new PlasmaItem(new Box(s.width / 20, s.height - panelHeight - s.height / 16, panelWidth, panelHeight)));
        for (int i = 0; i < SPHERES.length; i++) {
            items.add(new SphereItem(s, SPHERES[i], i));
        }
        items.add(new ClockItem(s.width - s.height / 5, s.height / 5, s.height / 7));
        return new Scene(dusk(s), labelled(s, items));
    }

    private static Scene plasma(Subject s) {
        return new Scene((x, y) -> 0, labelled(s, List.of(new PlasmaItem(Box.full(s.width, s.height)))));
    }

    /** Every row and column different, and exact: for tests that compare. */
    private static Scene pattern(Subject s) {
        Canvas.Shader grid = (x, y) -> (x * 7 + y * 3 & 0xff) << 16 | (x + y * 5 & 0xff) << 8 | (x ^ y) & 0xff;
        return new Scene(grid, labelled(s, List.of(new SphereItem(s, SPHERES[0], 0))));
    }

    private static Scene numbered(Subject s) {
        return new Scene((x, y) -> 0, List.of(new NumberedItem(Box.full(s.width, s.height))));
    }

    private static Scene still(Subject s) {
        return new Scene(dusk(s), s.overlays);
    }

    private static Canvas.Shader dusk(Subject s) {
        return (x, y) -> {
            int down = y * 255 / s.height;
            int star = (x * 7919 + y * 104_729 ^ x * y) & 0x7ff;
            int sky = down < HORIZON
                    ? Canvas.over(NIGHT, VIOLET, down * 255 / HORIZON)
                    : Canvas.over(VIOLET, ROSE, (down - HORIZON) * 255 / (255 - HORIZON));
            return star == 0 && down < 140 ? Canvas.over(sky, 0xffffff, 140 - down) : sky;
        };
    }

    private static List<Scene.Item> labelled(Subject s, List<Scene.Item> below) {
        int unit = s.unit();
        int left = s.width / 20;
        int top = s.height / 16;
        String size = s.width + "X" + s.height + " DEPTH " + s.depth;
        List<Scene.Item> items = new ArrayList<>(below);
        items.add(new LabelItem(left, top, 2 * unit, WHITE, frame -> s.name));
        items.add(new LabelItem(left, top + 18 * unit, unit, GREY, frame -> size));
        items.add(new LabelItem(
                left, top + 28 * unit, unit, GREY, frame -> String.format(Locale.ROOT, "FRAME %08d", frame)));
        items.addAll(s.overlays);
        return items;
    }
}
