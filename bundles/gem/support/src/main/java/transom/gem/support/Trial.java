package transom.gem.support;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Whether a source gives what it should: one page, zeroed, that the CPU can write. */
public final class Trial {

    private static final int WORD = 0x5ca1ab1e;

    private Trial() {}

    /** What is wrong with it, empty if nothing is. */
    public static Optional<String> fault(Source source) {
        try (Memory memory = source.make("trial", Allocations.PAGE)) {
            ByteBuffer page = memory.begin();
            String fault = null;
            for (int at = 0; at < Allocations.PAGE; at += Integer.BYTES) {
                if (page.getInt(at) != 0) {
                    fault = "its memory is not zeroed";
                }
            }
            page.putInt(0, WORD);
            memory.end();
            return Optional.ofNullable(memory.begin().getInt(0) == WORD ? fault : "its memory does not hold a word");
        } catch (IllegalStateException | transom.linux.ErrnoException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
