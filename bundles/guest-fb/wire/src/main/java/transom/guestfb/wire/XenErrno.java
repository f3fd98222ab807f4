package transom.guestfb.wire;

/** Error numbers of Xen (xen/include/public/errno.h), which need not be the guest's; a status is 0 or a negative one. */
public final class XenErrno {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EIO = 5;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int EINVAL = 22;
    public static final int ENOSPC = 28;
    public static final int EOPNOTSUPP = 95;
    public static final int ETIMEDOUT = 110;

    private XenErrno() {}
}
