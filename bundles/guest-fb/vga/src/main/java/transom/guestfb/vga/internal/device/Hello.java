package transom.guestfb.vga.internal.device;

import transom.guestfb.vga.internal.Settings;
import transom.guestfb.vga.internal.link.KeptLinks;
import transom.guestfb.wire.ProtocolException;
import transom.guestfb.wire.Vga;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.DomainType;

/**
 * A device model's first message, checked.
 *
 * @param bytes of the framebuffer, whole pages
 */
record Hello(DeviceId device, int bytes) {

    private static final int PAGE = 4096;

    /** @throws ProtocolException naming the field, its value and what is allowed */
    static Hello of(
            int untrustedVersion,
            int untrustedDomain,
            int untrustedIndex,
            long untrustedBytes,
            VgaServices services,
            Settings settings) {
        if (untrustedVersion != Vga.VERSION) {
            throw new ProtocolException("version is " + Integer.toUnsignedString(untrustedVersion) + " and must be "
                    + Vga.VERSION + ": take Transom and the QEMU series of one release");
        }
        if (untrustedIndex != 0) {
            throw new ProtocolException(
                    "index is " + Integer.toUnsignedString(untrustedIndex) + " and must be 0: a guest has one VGA");
        }
        DomId domain = domain(untrustedDomain, services);
        if (Long.compareUnsigned(untrustedBytes, settings.bytes()) > 0
                || untrustedBytes < PAGE
                || untrustedBytes % PAGE != 0) {
            throw new ProtocolException("the framebuffer of dom" + domain + " has "
                    + Long.toUnsignedString(untrustedBytes) + " bytes and must have a multiple of " + PAGE
                    + ", at most " + settings.bytes() + " (max.framebuffer.mib)");
        }
        return new Hello(new DeviceId(domain, KeptLinks.TYPE, 0), (int) untrustedBytes);
    }

    private static DomId domain(int untrustedDomain, VgaServices services) {
        if (untrustedDomain < 0 || untrustedDomain >= DomId.FIRST_RESERVED) {
            throw new ProtocolException("domain is " + Integer.toUnsignedString(untrustedDomain) + " and must be 0 to "
                    + (DomId.FIRST_RESERVED - 1));
        }
        DomId domain = new DomId(untrustedDomain);
        if (domain.equals(services.hypervisor().self())) {
            throw new ProtocolException("domain is " + domain + ", which is this one");
        }
        if (!services.store().isIntroduced(domain)) {
            throw new ProtocolException("there is no domain " + domain);
        }
        if (services.hypervisor().type(domain) == DomainType.PV) {
            throw new ProtocolException("dom" + domain + " is a PV guest, which has no VGA");
        }
        return domain;
    }
}
