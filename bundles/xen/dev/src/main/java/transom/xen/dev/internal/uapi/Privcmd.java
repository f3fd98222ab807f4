package transom.xen.dev.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** /dev/xen/privcmd (linux/include/uapi/xen/privcmd.h). */
public final class Privcmd {

    public static final String PATH = "/dev/xen/privcmd";

    /** {@code IOCTL_PRIVCMD_MMAPBATCH_V2}: {@code _IOC(_IOC_NONE, 'P', 4, sizeof(struct privcmd_mmapbatch_v2))}. */
    public static final long MMAPBATCH_V2 = 0x00205004L;

    /** {@code struct privcmd_mmapbatch_v2}. */
    public static final int MMAPBATCH_V2_SIZE = 32;

    public static final int MMAPBATCH_V2_NUM = 0;
    public static final int MMAPBATCH_V2_DOM = 4;
    public static final int MMAPBATCH_V2_ADDR = 8;
    public static final int MMAPBATCH_V2_ARR = 16;
    public static final int MMAPBATCH_V2_ERR = 24;

    private Privcmd() {}

    /**
     * The argument that maps frames into pages that were mapped from the device before.
     *
     * @param domain {@code domid_t}
     * @param address of the first page
     * @param frames direct, a 64 bit frame number each; must stay reachable until the call has returned
     * @param errors direct, for 0 or {@code -errno} of 32 bits each; must stay reachable, too
     */
    public static ByteBuffer mmapBatch(int count, int domain, long address, ByteBuffer frames, ByteBuffer errors) {
        return Direct.allocate(MMAPBATCH_V2_SIZE)
                .putInt(MMAPBATCH_V2_NUM, count)
                .putShort(MMAPBATCH_V2_DOM, (short) domain)
                .putLong(MMAPBATCH_V2_ADDR, address)
                .putLong(MMAPBATCH_V2_ARR, Direct.address(frames))
                .putLong(MMAPBATCH_V2_ERR, Direct.address(errors));
    }
}
