package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.gem.Box;

class SceneTest {

    static Iterable<String> names() {
        return Scenes.names();
    }

    private static Scene make(String name, int width, int height) {
        return Scenes.make(name, new Scenes.Subject("test-1", width, height, 32, List.of()));
    }

    private static void assertSame(Canvas a, Canvas b) {
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                if (a.get(x, y) != b.get(x, y)) {
                    throw new AssertionError("pixel " + x + "," + y + ": " + Integer.toHexString(a.get(x, y)) + " and "
                            + Integer.toHexString(b.get(x, y)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFrameIsTheSameFromNothingAndFromTheFrameBefore(String name) {
        for (int[] size : new int[][] {{320, 200}, {37, 23}, {1, 1}, {200, 7}}) {
            Scene moving = make(name, size[0], size[1]);
            Canvas canvas = new Canvas(size[0], size[1]);
            moving.drawAll(canvas, 0);
            for (int frame = 1; frame <= 40; frame++) {
                moving.drawChanges(canvas, frame);
            }
            Canvas fresh = new Canvas(size[0], size[1]);
            make(name, size[0], size[1]).drawAll(fresh, 40);
            assertSame(canvas, fresh);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatChangedLiesInTheBoxes(String name) {
        Scene scene = make(name, 320, 200);
        Canvas canvas = new Canvas(320, 200);
        scene.drawAll(canvas, 0);
        for (int frame = 1; frame <= 20; frame++) {
            int[] before = copy(canvas);
            List<Box> boxes = scene.drawChanges(canvas, frame);
            for (Box box : boxes) {
                assertThat(box.intersect(canvas.all())).isEqualTo(box);
            }
            for (int i = 0; i < before.length; i++) {
                int x = i % 320;
                int y = i / 320;
                if (before[i] != canvas.get(x, y)) {
                    assertThat(boxes)
                            .anyMatch(box -> !box.intersect(new Box(x, y, 1, 1)).isEmpty());
                }
            }
        }
    }

    private static int[] copy(Canvas canvas) {
        int[] pixels = new int[canvas.width() * canvas.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = canvas.get(i % canvas.width(), i / canvas.width());
        }
        return pixels;
    }

    @ParameterizedTest
    @MethodSource("names")
    void framesDiffer(String name) {
        Canvas first = new Canvas(320, 200);
        Canvas second = new Canvas(320, 200);
        make(name, 320, 200).drawAll(first, 7);
        make(name, 320, 200).drawAll(second, 8);
        assertThat(Arrays.equals(copy(first), copy(second))).isEqualTo(name.equals("still"));
    }
}
