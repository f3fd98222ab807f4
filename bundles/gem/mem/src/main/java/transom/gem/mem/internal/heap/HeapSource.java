package transom.gem.mem.internal.heap;

import java.nio.ByteBuffer;
import transom.gem.mem.internal.uapi.DmaHeap;
import transom.gem.support.DmaBufPages;
import transom.gem.support.Ioctls;
import transom.gem.support.Memory;
import transom.gem.support.Source;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/** Makes dma-bufs of pages from the system heap, which zeroes them. <b>Owner:</b> of the device's fd. */
public final class HeapSource implements Source {

    public static final String NAME = "dma-heap";

    private final Fd device;
    private final Ioctls ioctls;

    /** <b>Owner:</b> this, of {@code device}. */
    public HeapSource(Fd device, Ioctls ioctls) {
        this.device = device;
        this.ioctls = ioctls;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean makesDmaBufs() {
        return true;
    }

    @Override
    public Memory make(String label, long bytes) {
        ByteBuffer argument = DmaHeap.alloc(bytes);
        ErrnoException.check(
                ioctls.call(device.fd(), DmaHeap.ALLOC, argument), "DMA_HEAP_IOCTL_ALLOC", bytes + " bytes");
        return open(Fd.adopt(argument.getInt(DmaHeap.ALLOC_FD)), bytes);
    }

    @Override
    public Memory open(Fd fd, long bytes) {
        return new Memory(fd, bytes, new DmaBufPages(ioctls));
    }

    @Override
    public void close() {
        device.close();
    }
}
