package transom.xen.dev.internal.dmabuf;

import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.GrantTable.Ability;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.Gntdev;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;

/**
 * What this kernel's gntdev can do with dma-bufs, asked once: a call whose argument is at address 0 has no effect, and
 * fails with EFAULT where there is somebody who would read it.
 */
final class Abilities {

    private static final String PACKAGE = "install transom-gntdev-dkms (patches/linux/gntdev)";

    private final Device device;
    private Ability sharing;
    private Ability exporting;

    Abilities(Device device) {
        this.device = device;
    }

    synchronized Ability sharing() {
        if (sharing == null) {
            sharing = probe(GntdevDmaBuf.IMP_TO_REFS);
        }
        return sharing;
    }

    /**
     * Upstream's kernels refuse a PV domain at once (EINVAL, gntdev-dmabuf.c, {@code
     * gntdev_ioctl_dmabuf_exp_from_refs}); in a PVH one each export fails, which nothing but an export shows.
     */
    synchronized Ability exporting() {
        if (exporting == null) {
            exporting = probe(GntdevDmaBuf.EXP_FROM_REFS);
        }
        return exporting;
    }

    private Ability probe(long request) {
        int result;
        try (Fd file = device.open()) {
            result = device.ioctl(file, request, null);
        } catch (XenException e) {
            return new Ability(false, e.getMessage());
        }
        return switch (-result) {
            case Errno.EFAULT -> new Ability(true, "by " + Gntdev.PATH);
            case Errno.ENOTTY -> new Ability(false, "this kernel's gntdev has no dma-buf support: " + PACKAGE);
            case Errno.EINVAL ->
                new Ability(false, "this kernel's gntdev makes no dma-bufs of grants in a PV domain: " + PACKAGE);
            default -> new Ability(false, Gntdev.PATH + " answers " + Errno.describe(-result) + ": " + PACKAGE);
        };
    }
}
