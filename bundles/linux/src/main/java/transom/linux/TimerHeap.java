package transom.linux;

import java.util.Arrays;

/** The timers that are set, the one that is due first on top: a binary heap that knows each timer's place. */
final class TimerHeap {

    private Timer[] heap = new Timer[16];
    private int size;

    void set(Timer timer, long deadlineNanos) {
        remove(timer);
        timer.deadlineNanos = deadlineNanos;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        up(timer, size++);
    }

    void remove(Timer timer) {
        int at = timer.place;
        if (at < 0) {
            return;
        }
        timer.place = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            up(last, at);
            down(last, last.place);
        }
    }

    /** The timer that is due first, or null. */
    Timer first() {
        return size == 0 ? null : heap[0];
    }

    private void up(Timer timer, int from) {
        int at = from;
        while (at > 0 && earlier(timer, heap[(at - 1) / 2])) {
            put(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        put(timer, at);
    }

    private void down(Timer timer, int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && earlier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!earlier(heap[child], timer)) {
                break;
            }
            put(heap[child], at);
            at = child;
        }
        put(timer, at);
    }

    private void put(Timer timer, int at) {
        heap[at] = timer;
        timer.place = at;
    }

    /** By difference, because nanoTime may overflow. */
    private static boolean earlier(Timer a, Timer b) {
        return a.deadlineNanos - b.deadlineNanos < 0;
    }
}
