package transom.gem.support;

import transom.gem.DmaBuf;
import transom.linux.Fd;
import transom.linux.Mapping;

/** Pages of a file in memory: every processor sees them through its caches, and no device writes them. */
public final class PlainPages implements Memory.Kind {

    @Override
    public Mapping map(Fd fd, long bytes) {
        return Mapping.map(fd.fd(), 0, bytes, Mapping.PROT_READ | Mapping.PROT_WRITE);
    }

    @Override
    public void begin(int fd) {}

    @Override
    public void end(int fd) {}

    @Override
    public int fence(int fd) {
        return DmaBuf.NO_FENCE;
    }

    @Override
    public void release() {}
}
