package transom.lwjgl.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds places for windows where no window manager does: left to right, top to bottom, beside each other. */
final class Tiling {

    private Tiling() {}

    /**
     * The place for a window of a size: the first one, reading like text, where it covers no other and lies on the
     * screen. If there is none it is the screen's top left corner.
     *
     * @param screen the usable part of it
     * @param others windows that are already there
     */
    static Box place(Box screen, List<Box> others, int width, int height) {
        return candidates(screen, others).stream()
                .map(corner -> new Box(corner.x(), corner.y(), width, height))
                .filter(place -> isFree(screen, others, place))
                .findFirst()
                .orElse(new Box(screen.x(), screen.y(), width, height));
    }

    /** Whether a window there lies on the screen and covers no other. */
    static boolean isFree(Box screen, List<Box> others, Box place) {
        return screen.intersect(place).equals(place)
                && others.stream().allMatch(other -> other.intersect(place).isEmpty());
    }

    private static List<Box> candidates(Box screen, List<Box> others) {
        List<Box> corners = new ArrayList<>();
        List<Integer> columns = new ArrayList<>(List.of(screen.x()));
        List<Integer> rows = new ArrayList<>(List.of(screen.y()));
        for (Box other : others) {
            columns.add(other.x() + other.width());
            rows.add(other.y() + other.height());
        }
        for (int row : rows) {
            for (int column : columns) {
                corners.add(new Box(column, row, 0, 0));
            }
        }
        corners.sort(Comparator.comparingInt(Box::y).thenComparingInt(Box::x));
        return corners;
    }

    /** The size of a window for a picture: the picture's, or less with the same aspect if the screen is smaller. */
    static Size fit(Box screen, int width, int height) {
        return new Size(width, height).within(screen.width(), screen.height());
    }
}
