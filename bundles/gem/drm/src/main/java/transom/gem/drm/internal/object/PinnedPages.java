package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import transom.gem.GemPages;
import transom.linux.Fd;

/**
 * Pages that stay where they are as long as a file is open.
 *
 * @param pin owned
 * @param frames 8 bytes a page
 */
record PinnedPages(Fd pin, ByteBuffer frames) implements GemPages {

    @Override
    public int count() {
        return frames.capacity() / Long.BYTES;
    }

    @Override
    public long frame(int page) {
        return frames.getLong(page * Long.BYTES);
    }

    @Override
    public int pinFd() {
        return pin.fd();
    }

    @Override
    public void close() {
        pin.close();
    }
}
