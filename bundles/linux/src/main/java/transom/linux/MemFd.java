package transom.linux;

/** Anonymous memory files: pages that another process may map through the fd. */
public final class MemFd {

    // linux/memfd.h, linux/fcntl.h
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033;
    static final int F_SEAL_SEAL = 1;
    static final int F_SEAL_SHRINK = 2;
    static final int F_SEAL_GROW = 4;

    private MemFd() {}

    /**
     * A file of zeros.
     *
     * @param name shown in /proc/PID/fd and /proc/PID/maps
     * @param size in bytes, at least 1
     * @param sealShrinkAndGrow nobody, whoever gets the fd, can ever change its size, so no reader of a mapping gets
     *     SIGBUS; nor can anybody add another seal
     */
    public static Fd create(String name, long size, boolean sealShrinkAndGrow) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + " of " + name + " must be positive");
        }
        int flags = MFD_CLOEXEC | (sealShrinkAndGrow ? MFD_ALLOW_SEALING : 0);
        int raw = Libc.result(Libc.memfd_create(Libc.string(name), flags));
        Fd fd = Fd.adopt(ErrnoException.check(raw, "memfd_create", name));
        try {
            ErrnoException.check(Libc.result(Libc.ftruncate(raw, size)), "ftruncate", name + ", " + size);
            if (sealShrinkAndGrow) {
                seal(raw, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL, name);
            }
            return fd;
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static void seal(int raw, int seals, String name) {
        ErrnoException.check(Libc.result(Libc.fcntl(raw, F_ADD_SEALS, seals)), "fcntl", "seal " + name);
    }
}
