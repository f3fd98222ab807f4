package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import transom.gem.GemPages;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.support.Ioctls;
import transom.gem.support.Memory;
import transom.gem.support.Source;
import transom.linux.Fd;
import transom.linux.Posix;

/**
 * Makes dma-bufs of a DRM device's objects.
 *
 * <p><b>Owner:</b> of the node.
 */
public final class DrmSource implements Source {

    private final String name;
    private final DrmNode node;
    private final GemDriver driver;
    private final Ioctls ioctls;
    private final FrameNumbers frames;
    private final Handles handles;

    /** @param name driver and card, e.g. {@code vgem:card1} */
    public DrmSource(String name, DrmNode node, GemDriver driver, FrameNumbers frames, Ioctls ioctls) {
        this.name = name;
        this.node = node;
        this.driver = driver;
        this.ioctls = ioctls;
        this.frames = frames;
        this.handles = new Handles(node);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean makesDmaBufs() {
        return true;
    }

    /** Handles of its own objects and of those that it imports. */
    public Handles handles() {
        return handles;
    }

    /** Whether its device is still there. */
    public boolean isThere() {
        return node.isThere();
    }

    @Override
    public Memory make(String label, long bytes) {
        int handle = handles.created(driver, bytes);
        Fd fd;
        try {
            fd = handles.exported(handle);
        } catch (RuntimeException e) {
            handles.release(handle);
            throw e;
        }
        Memory memory = new Memory(fd, bytes, ObjectMemory.created(node, driver, handles, handle, ioctls));
        try {
            checkSize(fd, bytes);
            if (!driver.zeroes()) {
                clear(memory);
            }
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** Grants are made of a whole dma-buf: one of another size is refused by gntdev. */
    private void checkSize(Fd fd, long bytes) {
        long has = Posix.size(fd);
        if (has != bytes) {
            throw new IllegalStateException(
                    name + " made an object of " + has + " bytes where " + bytes + " were asked for");
        }
    }

    /** What was in a card's memory before is nobody else's business. */
    private static void clear(Memory memory) {
        ByteBuffer pixels = memory.begin();
        for (int at = 0; at < pixels.capacity(); at += Long.BYTES) {
            pixels.putLong(at, 0);
        }
        memory.end();
    }

    @Override
    public Memory open(Fd fd, long bytes) {
        return new Memory(fd, bytes, ObjectMemory.adopted(node, driver, handles, ioctls));
    }

    @Override
    public GemPages pages(int fd, long bytes) {
        return frames.of(fd, bytes);
    }

    @Override
    public void close() {
        node.close();
    }
}
