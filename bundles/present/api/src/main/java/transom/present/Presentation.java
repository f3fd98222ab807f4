package transom.present;

import java.util.List;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.xen.DeviceId;

/**
 * One scanout as a presenter shows it.
 *
 * @param connector of the device, from 0
 * @param mode of the guest's picture
 * @param state how far showing it is
 * @param target where it is shown, for people, e.g. {@code window 0x400001 800x600}
 * @param path how the presenter got the pixels, e.g. {@code upload} or {@code dma-buf}
 * @param framesPresented drawn and given to the window system
 * @param cpuBytesCopied copied by the CPU for them, counted at the copy
 * @param damagedPixels the damage of the frames presented
 * @param lastSequence of the last frame presented
 * @param latency from the guest's event to the draw
 * @param recentNanos when the last frames were presented, see {@link transom.guestfb.RecentFrames}
 */
public record Presentation(
        DeviceId device,
        int connector,
        String guestName,
        Mode mode,
        State state,
        String target,
        String path,
        long framesPresented,
        long cpuBytesCopied,
        long damagedPixels,
        long lastSequence,
        Latency latency,
        List<Long> recentNanos) {

    /** Device and connector as people see them. */
    public String label() {
        return Scanout.label(device, connector);
    }

    /** How far a presenter is with a scanout. */
    public enum State {
        /** It has not drawn a picture yet. */
        WAITING,
        /** It has drawn one where nobody sees it; another presenter still has the window. */
        READY,
        /** Its pictures are where the person looks. */
        SHOWN,
        /** The person has closed the window. */
        HIDDEN,
        /** It cannot show this picture; the target says why. */
        REFUSED;

        /** Whether it shows what there is to be shown: who replaces a presenter waits until the new one says so of all. */
        public boolean isShown() {
            return this == SHOWN || this == HIDDEN;
        }
    }

    /** In microseconds, 0 while nothing was presented. */
    public record Latency(long p50Micros, long p99Micros, long maxMicros) {

        public static final Latency NONE = new Latency(0, 0, 0);
    }
}
