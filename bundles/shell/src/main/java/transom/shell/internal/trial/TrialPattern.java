package transom.shell.internal.trial;

import java.nio.ByteBuffer;
import transom.gem.DmaBuf;

/** A pattern in which every word of 32 bits differs from its neighbours, and from those under another name. */
public final class TrialPattern {

    /** 2^32 divided by the golden ratio: spreads successive numbers over all bits. */
    private static final int SPREAD = 0x9e3779b1;

    private TrialPattern() {}

    static int word(String name, int index) {
        return name.hashCode() + (index + 1) * SPREAD;
    }

    /** Writes it, by the CPU. */
    public static void fill(DmaBuf memory, String name) {
        ByteBuffer bytes = memory.beginCpuAccess();
        try {
            for (int at = 0; at < bytes.capacity(); at += Integer.BYTES) {
                bytes.putInt(at, word(name, at / Integer.BYTES));
            }
        } finally {
            memory.endCpuAccess();
        }
    }

    /** How many words are not the pattern's. */
    public static int wrong(DmaBuf memory, String name) {
        ByteBuffer bytes = memory.beginCpuAccess();
        try {
            int wrong = 0;
            for (int at = 0; at < bytes.capacity(); at += Integer.BYTES) {
                wrong += bytes.getInt(at) == word(name, at / Integer.BYTES) ? 0 : 1;
            }
            return wrong;
        } finally {
            memory.endCpuAccess();
        }
    }
}
