package transom.itests.framecheck.internal.check;

/**
 * What was found of one connector since the last reset.
 *
 * @param device as people see it, e.g. {@code dom3/vdispl0:1}
 * @param lives how often it began to show something
 * @param frames compared
 * @param badFrames that had a wrong pixel
 * @param badPixels in all of them
 * @param firstBad the first wrong pixel, null if there was none
 * @param missing frame numbers that were left out
 * @param repeated frames that carried the number of the one before
 * @param backward frames that carried a smaller number than the one before
 * @param firstNumber of the last life that had frames, null if there was none
 * @param lastNumber of the last life that had frames, null if there was none
 * @param compareMicros the time that comparing took, in all
 * @param problem why frames could not be compared, null if they could
 */
public record Findings(
        String device,
        String guest,
        String mode,
        long lives,
        long frames,
        long badFrames,
        long badPixels,
        String firstBad,
        long missing,
        long repeated,
        long backward,
        Long firstNumber,
        Long lastNumber,
        long compareMicros,
        String problem) {}
