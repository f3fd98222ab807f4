package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {

    @Test
    void givesTimersInOrderWhateverIsSetAndCancelled() {
        Random random = new Random(7);
        TimerHeap heap = new TimerHeap();
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            timers.add(new Timer(null, null));
        }
        for (int step = 0; step < 5000; step++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(3) == 0) {
                heap.remove(timer);
            } else {
                heap.set(timer, Long.MAX_VALUE - 500 + random.nextInt(1000));
            }
            assertThat(timer.isSet()).isEqualTo(timer.place >= 0);
        }
        long set = timers.stream().filter(Timer::isSet).count();
        long taken = 0;
        long last = Long.MAX_VALUE - 500;
        for (Timer first; (first = heap.first()) != null; taken++) {
            assertThat(first.deadlineNanos - last).isNotNegative();
            last = first.deadlineNanos;
            heap.remove(first);
            assertThat(first.isSet()).isFalse();
        }
        assertThat(taken).isEqualTo(set).isPositive();
    }
}
