package transom.lwjgl.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TilingTest {

    private static final Box SCREEN = new Box(0, 20, 1000, 800);

    @Test
    void fillsRowsLikeText() {
        List<Box> windows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            windows.add(Tiling.place(SCREEN, windows, 400, 200));
        }
        assertThat(windows)
                .containsExactly(
                        new Box(0, 20, 400, 200),
                        new Box(400, 20, 400, 200),
                        new Box(0, 220, 400, 200),
                        new Box(400, 220, 400, 200),
                        new Box(0, 420, 400, 200),
                        new Box(400, 420, 400, 200));
    }

    @Test
    void takesTheGapThatAWindowLeft() {
        List<Box> windows = List.of(new Box(0, 20, 300, 100), new Box(600, 20, 300, 100));
        assertThat(Tiling.place(SCREEN, windows, 300, 100)).isEqualTo(new Box(300, 20, 300, 100));
    }

    @Test
    void whereNothingIsFreeItIsTheCorner() {
        List<Box> windows = List.of(new Box(0, 20, 1000, 800));
        assertThat(Tiling.place(SCREEN, windows, 10, 10)).isEqualTo(new Box(0, 20, 10, 10));
    }

    @Test
    void aWindowIsNotLargerThanTheScreen() {
        assertThat(Tiling.fit(SCREEN, 1000, 800)).isEqualTo(new Size(1000, 800));
        assertThat(Tiling.fit(SCREEN, 2000, 800)).isEqualTo(new Size(1000, 400));
        assertThat(Tiling.fit(SCREEN, 800, 1600)).isEqualTo(new Size(400, 800));
        assertThat(Tiling.fit(SCREEN, 100_000, 1)).isEqualTo(new Size(1000, 1));
    }
}
