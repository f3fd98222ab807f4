package transom.xen.dev.internal.dmabuf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.MemFd;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;

/**
 * A kernel whose answers a test chooses. It remembers what was granted by the fd's number, in one list for all files:
 * that each share has a file of its own is for the test on real Xen to see.
 */
final class FakeGntdev implements Device {

    /** What is done to it, in order. */
    final List<String> calls = new ArrayList<>();

    final List<Fd> files = new ArrayList<>();
    final Set<Integer> imported = new HashSet<>();

    /** Answers to a call with no argument, to IMP_TO_REFS, to EXP_FROM_REFS and to EXP_WAIT_RELEASED. */
    int probe = -Errno.EFAULT;

    int importing;
    int exporting;
    int waiting = -Errno.ETIMEDOUT;

    @Override
    public Fd open() {
        Fd file = MemFd.create("gntdev", 1, false);
        files.add(file);
        return file;
    }

    @Override
    public int ioctl(Fd file, long request, ByteBuffer argument) {
        file.fd();
        if (argument == null) {
            calls.add("probe");
            return probe;
        } else if (request == GntdevDmaBuf.IMP_TO_REFS) {
            return importToRefs(argument);
        } else if (request == GntdevDmaBuf.IMP_RELEASE) {
            int fd = argument.getInt(GntdevDmaBuf.RELEASE_FD);
            calls.add("release " + fd);
            return imported.remove(fd) ? 0 : -Errno.ENOENT;
        } else if (request == GntdevDmaBuf.EXP_FROM_REFS) {
            calls.add("export " + argument.getInt(GntdevDmaBuf.EXP_COUNT));
            argument.putInt(
                    GntdevDmaBuf.EXP_FD,
                    exporting < 0 ? -1 : MemFd.create("dma-buf", 1, false).take());
            return exporting;
        } else if (request == GntdevDmaBuf.EXP_WAIT_RELEASED) {
            calls.add("wait " + argument.getInt(GntdevDmaBuf.WAIT_MILLIS));
            return waiting;
        }
        return -Errno.ENOTTY;
    }

    private int importToRefs(ByteBuffer argument) {
        int fd = argument.getInt(GntdevDmaBuf.IMP_FD);
        int count = argument.getInt(GntdevDmaBuf.IMP_COUNT);
        calls.add("import " + fd + " " + count + " to " + argument.getInt(GntdevDmaBuf.IMP_DOMID));
        if (importing == 0) {
            imported.add(fd);
            for (int i = 0; i < count; i++) {
                argument.putInt(GntdevDmaBuf.IMP_REFS + i * Integer.BYTES, 1000 - i);
            }
        }
        return importing;
    }

    long openFiles() {
        return files.stream().filter(Fd::isOpen).count();
    }
}
