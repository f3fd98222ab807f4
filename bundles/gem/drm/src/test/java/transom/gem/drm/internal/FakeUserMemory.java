package transom.gem.drm.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;

/** Writes where a structure's pointer points to, as the kernel does: through /proc/self/mem. */
record FakeUserMemory(long address, long room) {

    void write(byte[] bytes) {
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "rw")) {
            memory.seek(address);
            memory.write(bytes, 0, (int) Math.min(room, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
