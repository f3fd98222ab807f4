package transom.present.support;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import transom.guestfb.Mode;
import transom.guestfb.RecentFrames;
import transom.guestfb.Scanout;
import transom.present.Presentation;
import transom.present.Presentation.Latency;

/** Counts what was shown of one scanout, without allocating. <b>Thread:</b> any; the presenter's own thread counts. */
public final class Shown {

    /** Longer latencies count as this: a frame that waited for a minute waited for a person. */
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final Histogram latency = new Histogram(MAX_MICROS, 3);
    private final RecentFrames recent = new RecentFrames();
    private long frames;
    private long bytesCopied;
    private long damagedPixels;
    private long lastSequence;

    /**
     * One frame was drawn.
     *
     * @param latencyNanos from the guest's event to the draw
     */
    public synchronized void count(long sequence, long copied, long damaged, long latencyNanos) {
        recent.add(System.nanoTime());
        frames++;
        bytesCopied += copied;
        damagedPixels += damaged;
        lastSequence = sequence;
        long micros = TimeUnit.NANOSECONDS.toMicros(latencyNanos);
        latency.recordValue(Math.max(0, Math.min(micros, MAX_MICROS)));
    }

    /** Bytes were copied for a picture that nobody saw. */
    public synchronized void copied(long bytes) {
        bytesCopied += bytes;
    }

    /** The frames counted so far. */
    public synchronized long frames() {
        return frames;
    }

    /** What there is to say to people. */
    public synchronized Presentation presentation(
            Scanout scanout, Mode mode, Presentation.State state, String target, String path) {
        return new Presentation(
                scanout.device(),
                scanout.connector(),
                scanout.guestName(),
                mode,
                state,
                target,
                path,
                frames,
                bytesCopied,
                damagedPixels,
                lastSequence,
                latency(),
                recent.nanos());
    }

    private Latency latency() {
        return frames == 0
                ? Latency.NONE
                : new Latency(
                        latency.getValueAtPercentile(50), latency.getValueAtPercentile(99), latency.getMaxValue());
    }
}
