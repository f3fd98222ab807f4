package transom.launcher.demo;

import java.util.List;

/**
 * What the demo measured.
 *
 * @param firstFrameMillis from the start, after the build, to the first frame presented
 * @param buildMillis before that
 * @param heapBytesPerFrame that the guest loop and the render thread allocated per frame while frames flowed
 * @param swaps of the bundles that were replaced while the guests drew
 */
record Result(
        long firstFrameMillis,
        long buildMillis,
        double heapBytesPerFrame,
        List<SwapFigures> swaps,
        List<OfGuest> guests) {

    /**
     * What was measured of one guest.
     *
     * @param pixels how the picture shown compares with what the guest drew, for people
     */
    record OfGuest(
            String name,
            String protocol,
            String route,
            long framesDrawn,
            Shown shown,
            boolean pixelsEqual,
            String pixels) {

        double bytesCopiedPerFrame() {
            return shown.frames() == 0 ? 0 : (double) shown.bytesCopied() / shown.frames();
        }

        double damagePerFrame() {
            return shown.frames() == 0 ? 0 : (double) shown.damagedPixels() / shown.frames();
        }
    }

    boolean isGood() {
        return guests.stream().allMatch(OfGuest::pixelsEqual)
                && swaps.stream().allMatch(swap -> swap.guestErrors() == 0);
    }

    /** The worst guest's. */
    long p50() {
        return guests.stream().mapToLong(g -> g.shown().p50()).max().orElse(0);
    }

    /** The worst guest's. */
    long p99() {
        return guests.stream().mapToLong(g -> g.shown().p99()).max().orElse(0);
    }
}
