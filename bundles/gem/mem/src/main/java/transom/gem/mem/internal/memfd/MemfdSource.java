package transom.gem.mem.internal.memfd;

import java.util.List;
import transom.gem.GemDevices.Capability;
import transom.gem.support.Memory;
import transom.gem.support.PlainPages;
import transom.gem.support.Probed;
import transom.gem.support.Source;
import transom.linux.Fd;
import transom.linux.MemFd;

/** Makes memory of a memfd, whose size nobody can change. Only the CPU reads it: no device, no domain. */
public final class MemfdSource implements Source {

    public static final String NAME = "memfd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean makesDmaBufs() {
        return false;
    }

    @Override
    public Memory make(String label, long bytes) {
        return open(MemFd.create("transom-" + label, bytes, true), bytes);
    }

    @Override
    public Memory open(Fd fd, long bytes) {
        return new Memory(fd, bytes, new PlainPages());
    }

    @Override
    public void close() {}

    /** It needs nothing but the kernel. */
    public static Probed probe() {
        return Probed.serving(
                "memfd",
                "memfd",
                new MemfdSource(),
                List.of(
                        new Capability("allocate", true, "for the CPU"),
                        new Capability(
                                "dma-buf", false, "no device and no domain takes a memfd: it is for the simulator")));
    }
}
