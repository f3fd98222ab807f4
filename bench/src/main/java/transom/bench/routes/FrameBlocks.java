package transom.bench.routes;

import java.util.List;

/** The number that {@code native/painter} writes over a moving picture: 32 blocks, the lowest bit first, white is 1. */
final class FrameBlocks {

    private static final int BLOCKS = 32;

    private FrameBlocks() {}

    /**
     * @param blocks one row of each block, as hexadecimal XRGB8888 little-endian
     * @throws IllegalArgumentException if that is no such picture
     */
    static long number(List<String> blocks) {
        if (blocks.size() != BLOCKS) {
            throw new IllegalArgumentException(blocks.size() + " blocks, not " + BLOCKS + ": " + blocks);
        }
        long number = 0;
        for (int i = 0; i < BLOCKS; i++) {
            number |= bit(blocks.get(i)) << i;
        }
        return number;
    }

    private static long bit(String block) {
        return switch (block.substring(0, 6)) {
            case "ffffff" -> 1;
            case "000000" -> 0;
            default -> throw new IllegalArgumentException("block '" + block + "' is neither black nor white");
        };
    }
}
