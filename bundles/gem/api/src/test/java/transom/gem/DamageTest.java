package transom.gem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamageTest {

    private static final int WIDTH = 97;
    private static final int HEIGHT = 41;

    @Test
    void emptyAndFullAreExplicit() {
        Damage damage = new Damage(WIDTH, HEIGHT);
        assertThat(damage.isEmpty()).isTrue();
        assertThat(damage.isFull()).isFalse();
        damage.addFull();
        assertThat(damage.isFull()).isTrue();
        assertThat(damage.pixels()).isEqualTo((long) WIDTH * HEIGHT);
        damage.clear();
        assertThat(damage.isEmpty()).isTrue();
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        Damage damage = new Damage(WIDTH, HEIGHT);
        damage.add(-5, -5, 10, 10);
        assertThat(box(damage, 0)).isEqualTo(new Box(0, 0, 5, 5));
        damage.clear();
        damage.add(Integer.MIN_VALUE, 0, Integer.MAX_VALUE, 5);
        damage.add(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 5);
        damage.add(3, 3, -1, 4);
        damage.add(WIDTH, 0, 1, 1);
        assertThat(damage.isEmpty()).isTrue();
        damage.add(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(damage.isFull()).isTrue();
    }

    @Test
    void aBoxWithinAnotherIsNotKeptTwice() {
        Damage damage = new Damage(WIDTH, HEIGHT);
        damage.add(10, 10, 20, 20);
        damage.add(12, 12, 3, 3);
        assertThat(damage.boxes()).isEqualTo(1);
        damage.add(5, 5, 40, 30);
        assertThat(damage.boxes()).isEqualTo(1);
        assertThat(box(damage, 0)).isEqualTo(new Box(5, 5, 40, 30));
    }

    @Test
    void neverLosesAPixelAndNeverExceedsTheBound() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            Damage damage = new Damage(WIDTH, HEIGHT);
            BitSet expected = new BitSet(WIDTH * HEIGHT);
            for (int i = random.nextInt(60); i >= 0; i--) {
                Box box = new Box(
                        random.nextInt(140) - 20, random.nextInt(80) - 20, random.nextInt(30), random.nextInt(30));
                damage.add(box.x(), box.y(), box.width(), box.height());
                mark(expected, box.intersect(Box.full(WIDTH, HEIGHT)));
            }
            BitSet damaged = new BitSet(WIDTH * HEIGHT);
            for (int i = 0; i < damage.boxes(); i++) {
                mark(damaged, box(damage, i));
            }
            expected.andNot(damaged);
            assertThat(expected.isEmpty()).as("pixels lost in run %d", run).isTrue();
            assertThat(damage.boxes()).isLessThanOrEqualTo(Damage.MAX_BOXES);
        }
    }

    @Test
    void addAllClipsToItsOwnSize() {
        Damage large = new Damage(200, 200);
        large.add(90, 30, 50, 50);
        Damage damage = new Damage(WIDTH, HEIGHT);
        damage.addAll(large);
        assertThat(box(damage, 0)).isEqualTo(new Box(90, 30, 7, 11));
    }

    @Test
    void thereIsNoBoxPastTheLast() {
        Damage damage = new Damage(WIDTH, HEIGHT);
        assertThatThrownBy(() -> damage.x(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Box box(Damage damage, int i) {
        return new Box(damage.x(i), damage.y(i), damage.width(i), damage.height(i));
    }

    private static void mark(BitSet pixels, Box box) {
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            pixels.set(y * WIDTH + box.x(), y * WIDTH + box.x() + box.width());
        }
    }
}
