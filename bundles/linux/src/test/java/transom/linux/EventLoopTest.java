package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The loop, stepped by hand. */
@ExtendWith(Leaks.class)
class EventLoopTest {

    private final List<String> seen = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final EventLoop loop = new EventLoop("test", (problem, cause) -> problems.add(problem));
    private final EventFd first = EventFd.create();
    private final EventFd second = EventFd.create();

    @AfterEach
    void close() {
        loop.close();
        first.close();
        second.close();
    }

    private Runnable see(String what, EventFd drained) {
        return () -> {
            seen.add(what);
            drained.drain();
        };
    }

    @Test
    void callsWhoeverIsReadable() {
        loop.add(first.fd(), see("first", first));
        loop.add(second.fd(), see("second", second));
        assertThat(loop.turn(0)).isZero();
        second.signal();
        assertThat(loop.turn(-1)).isEqualTo(1);
        assertThat(seen).containsExactly("second");
        assertThat(loop.turn(0)).isZero();
    }

    @Test
    void whatIsRemovedInABatchIsNotCalled() {
        loop.add(first.fd(), () -> {
            seen.add("first");
            loop.remove(first.fd());
            loop.remove(second.fd());
        });
        loop.add(second.fd(), () -> {
            seen.add("second");
            loop.remove(first.fd());
            loop.remove(second.fd());
        });
        first.signal();
        second.signal();
        assertThat(loop.turn(0)).isEqualTo(1);
        assertThat(seen).hasSize(1);
        assertThat(loop.turn(0)).isZero();
        loop.remove(first.fd());
    }

    @Test
    void anEventOfAnEarlierRegistrationFindsNobody() {
        List<EventFd> opened = new ArrayList<>();
        loop.add(first.fd(), () -> replace(second, opened));
        loop.add(second.fd(), () -> replace(first, opened));
        first.signal();
        second.signal();
        assertThat(loop.turn(0)).as("the other one's number is in use again").isEqualTo(1);
        assertThat(seen).isEmpty();
        opened.forEach(EventFd::close);
    }

    private void replace(EventFd closed, List<EventFd> opened) {
        int raw = closed.fd();
        loop.remove(raw);
        closed.close();
        EventFd reborn = EventFd.create();
        assertThat(reborn.fd()).isEqualTo(raw);
        opened.add(reborn);
        loop.add(raw, see("reborn", reborn));
    }

    @Test
    void writableIsAskedFor() {
        UnixSocket[] pair = UnixSocket.pair();
        int fd = pair[0].fd();
        loop.add(fd, () -> seen.add("readable"), () -> seen.add("writable"));
        assertThat(loop.turn(0)).isZero();
        loop.interest(fd, true, true);
        assertThat(loop.turn(0)).isEqualTo(1);
        pair[1].send(Direct.allocate(1));
        assertThat(loop.turn(0)).isEqualTo(2);
        assertThat(seen).containsExactly("writable", "readable", "writable");
        loop.interest(fd, false, false);
        assertThat(loop.turn(0)).isZero();
        pair[1].close();
        assertThat(loop.turn(0)).as("hang-up").isEqualTo(1);
        loop.remove(fd);
        pair[0].close();
    }

    @Test
    void aHandlerThatKeepsFailingIsSlowedDownAndNobodyElseNotices() {
        boolean[] good = new boolean[1];
        loop.add(first.fd(), () -> {
            seen.add("first");
            if (!good[0]) {
                throw new IllegalStateException("bad handler of a test");
            }
            first.drain();
        });
        loop.add(second.fd(), see("second", second));
        first.signal();
        long begin = System.nanoTime();
        for (int i = 0; i < EventLoop.MAX_FAILURES; i++) {
            second.signal();
            assertThat(loop.turn(0)).isEqualTo(2);
        }
        assertThat(seen).filteredOn("second"::equals).hasSize(EventLoop.MAX_FAILURES);
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).isEqualTo("test: a task failed");
        assertThat(problems.get(1))
                .isEqualTo("test: the handler of fd " + first.fd() + " failed " + EventLoop.MAX_FAILURES
                        + " times running and is tried once a second");
        seen.clear();
        good[0] = true;
        second.signal();
        loop.turn(0);
        assertThat(seen).containsOnlyOnce("second");
        while (!seen.contains("first")) {
            loop.turn(-1);
        }
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(1_000_000_000);
        assertThat(loop.turn(0)).isZero();
        first.signal();
        assertThat(loop.turn(0)).as("at full speed again").isEqualTo(1);
    }

    @Test
    void aPausedFdMayBeRemovedAndAddedAgain() {
        Runnable bad = () -> {
            throw new IllegalStateException("bad handler of a test");
        };
        loop.add(first.fd(), bad, bad);
        first.signal();
        for (int i = 0; i < EventLoop.MAX_FAILURES; i++) {
            loop.turn(0);
        }
        loop.interest(first.fd(), true, true);
        assertThat(loop.turn(0)).isZero();
        loop.remove(first.fd());
        loop.add(first.fd(), see("again", first));
        assertThat(loop.turn(0)).isEqualTo(1);
        assertThat(seen).containsExactly("again");
    }

    @Test
    void anFdClosedTooEarlyDoesNotSpinTheLoop() {
        EventFd early = EventFd.create();
        int raw = early.fd();
        try (Fd duplicate = early.dup()) {
            loop.add(raw, () -> seen.add("early"));
            loop.add(second.fd(), see("second", second));
            early.signal();
            early.close();
            loop.remove(raw);
            assertThat(problems).containsExactly("test: fd " + raw + " was closed before it was removed from the loop");
            assertThat(loop.turn(0)).isZero();
            assertThat(Posix.poll(duplicate.fd(), Posix.POLLIN, 0)).isEqualTo(Posix.POLLIN);
            second.signal();
            assertThat(loop.turn(0)).isEqualTo(1);
            assertThat(seen).containsExactly("second");
        }
    }

    @Test
    void tasksRunInOrderAndLeaveRoomForFds() {
        loop.add(first.fd(), see("fd", first));
        loop.post(() -> seen.add("one"));
        loop.post(() -> loop.post(() -> seen.add("three")));
        loop.post(() -> seen.add("two"));
        assertThat(loop.turn(-1)).isEqualTo(4);
        assertThat(seen).containsExactly("one", "two", "three");
        Runnable[] again = new Runnable[1];
        again[0] = () -> loop.post(again[0]);
        loop.post(again[0]);
        first.signal();
        loop.turn(-1);
        assertThat(seen).endsWith("fd");
    }

    @Test
    void timersRunWhenTheyAreDue() {
        long begin = System.nanoTime();
        Timer timer = loop.timer(() -> seen.add("timer"));
        loop.schedule(() -> seen.add("later"), 300);
        loop.schedule(() -> seen.add("soon"), 5);
        timer.set(10_000);
        timer.set(50);
        while (seen.size() < 3) {
            loop.turn(-1);
        }
        assertThat(seen).containsExactly("soon", "timer", "later");
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000);
        timer.set(0);
        timer.cancel();
        assertThat(timer.isSet()).isFalse();
        assertThat(loop.turn(0)).isZero();
    }

    @Test
    void callRunsAtOnceWhereNoThreadIsTheLoop() {
        assertThat(loop.inLoop()).isTrue();
        assertThat(loop.<Integer>call(() -> 7, Duration.ZERO)).isEqualTo(7);
    }

    @Test
    void refusesWhatIsThereOrNot() {
        loop.add(first.fd(), () -> {});
        assertThatIllegalStateException().isThrownBy(() -> loop.add(first.fd(), () -> {}));
        assertThatIllegalStateException().isThrownBy(() -> loop.interest(second.fd(), true, true));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> loop.add(1 << 20, () -> {}))
                .withMessageContaining("EBADF");
    }

    @Test
    void closedItCallsNobody() {
        loop.add(first.fd(), see("first", first));
        loop.post(() -> seen.add("posted"));
        first.signal();
        loop.close();
        loop.close();
        loop.post(() -> seen.add("late"));
        loop.remove(first.fd());
        assertThatIllegalStateException().isThrownBy(() -> loop.turn(0));
        assertThatIllegalStateException().isThrownBy(() -> loop.add(second.fd(), () -> {}));
        assertThatIllegalStateException().isThrownBy(loop::start);
        assertThat(seen).isEmpty();
    }

    @Test
    void aTurnAllocatesNothing() {
        Timer timer = loop.timer(() -> {});
        loop.add(first.fd(), first::drain);
        assertThat(Heap.bytesOf(10_000, () -> {
                    first.signal();
                    timer.set(0);
                    loop.turn(0);
                }))
                .isLessThan(1);
    }
}
