package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class EventFdTest {

    @Test
    void countsSignalsUntilDrained() {
        try (EventFd event = EventFd.create()) {
            assertThat(event.drain()).isZero();
            event.signal();
            event.signal();
            assertThat(event.drain()).isEqualTo(2);
            assertThat(event.drain()).isZero();
        }
    }

    @Test
    void anAdoptedDuplicateIsTheSameCounter() {
        try (EventFd event = EventFd.create();
                EventFd other = EventFd.adopt(event.dup())) {
            event.signal();
            assertThat(other.drain()).isEqualTo(1);
            assertThat(event.drain()).isZero();
        }
    }

    @Test
    void closedItIsInert() {
        EventFd event = EventFd.create();
        int raw = event.fd();
        event.close();
        event.close();
        try (EventFd next = EventFd.create()) {
            assertThat(next.fd()).isEqualTo(raw);
            event.signal();
            assertThat(next.drain()).isZero();
            next.signal();
            assertThat(event.drain()).isZero();
        }
    }

    @Test
    void allocatesNothing() {
        try (EventFd event = EventFd.create()) {
            assertThat(Heap.bytesOf(10_000, () -> {
                        event.signal();
                        event.drain();
                    }))
                    .isLessThan(1);
        }
    }
}
