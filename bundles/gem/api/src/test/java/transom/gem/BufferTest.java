package transom.gem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferTest {

    private static final class Probe extends Buffer {
        private int freed;

        Probe(int width, int height, int stride) {
            super(width, height, stride, Format.linear(Fourcc.XRGB8888));
        }

        @Override
        public ByteBuffer beginCpuAccess() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endCpuAccess() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void free() {
            freed++;
        }
    }

    @Test
    void isFreedOnceWhenDroppedAndUnlocked() {
        Probe buffer = new Probe(4, 4, 16);
        assertThat(buffer.lock()).isTrue();
        buffer.drop();
        buffer.drop();
        assertThat(buffer.freed).isZero();
        buffer.unlock();
        assertThat(buffer.freed).isEqualTo(1);
        assertThat(buffer.lock()).as("lock after it has gone").isFalse();
        assertThat(buffer.holders()).isZero();
    }

    @Test
    void staysWhileItsProducerHoldsIt() {
        Probe buffer = new Probe(4, 4, 16);
        buffer.lock();
        buffer.unlock();
        assertThat(buffer.freed).isZero();
        buffer.drop();
        assertThat(buffer.freed).isEqualTo(1);
    }

    @Test
    void tellsWhoWantsToKnowBeforeItIsFreed() {
        Probe buffer = new Probe(4, 4, 16);
        List<String> told = new ArrayList<>();
        Runnable left = () -> told.add("left");
        buffer.whenFreed(() -> told.add("first, freed " + buffer.freed));
        buffer.whenFreed(left);
        buffer.whenFreed(() -> told.add("second"));
        buffer.forgetWhenFreed(left);
        assertThat(told).isEmpty();
        buffer.drop();
        assertThat(told).containsExactly("first, freed 0", "second");
        assertThat(buffer.freed).isEqualTo(1);
    }

    @Test
    void refusesAShapeThatCannotBe() {
        assertThatThrownBy(() -> new Probe(4, 4, 15)).hasMessageContaining("stride 15");
        assertThatThrownBy(() -> new Probe(0, 4, 16)).hasMessageContaining("0x4");
        assertThatThrownBy(() -> new Probe(Integer.MAX_VALUE, 1, Integer.MAX_VALUE))
                .hasMessageContaining("stride");
    }
}
