package transom.xen.dev.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import transom.xen.dev.internal.uapi.Evtchn;
import transom.xen.dev.internal.uapi.Gntdev;
import transom.xen.dev.internal.uapi.Privcmd;

/**
 * What this machine has of Xen, below a root folder.
 *
 * @param root {@code /}, or a test's folder
 */
record Machine(Path root) {

    /** Where xenstored listens; the kernel's device leads to the same store where it runs in a domain of its own. */
    private static final List<String> STORES =
            List.of("run/xenstored/socket", "var/run/xenstored/socket", "dev/xen/xenbus");

    /** Bit of {@code /sys/hypervisor/properties/features} (public/features.h, {@code XENFEAT_dom0}). */
    private static final int XENFEAT_DOM0 = 11;

    /** Why there is no Xen to serve here and what to do about it; empty if there is one. */
    Optional<String> obstacle() {
        if (!read("sys/hypervisor/type").orElse("xen").equals("xen")) {
            return Optional.of("the hypervisor is not Xen; boot this machine with Xen, or use the simulator's feature");
        }
        for (String device : List.of(Privcmd.PATH, Gntdev.PATH, Evtchn.PATH)) {
            if (!Files.exists(root.resolve(device.substring(1)))) {
                return Optional.of("there is no " + device + ": boot this machine as dom0 of Xen and load the modules"
                        + " xen-privcmd, xen-gntdev and xen-evtchn, or use the simulator's feature");
            }
        }
        if (!isDom0()) {
            return Optional.of("this is a guest, not dom0: run it in the control domain");
        }
        return store().isPresent()
                ? Optional.empty()
                : Optional.of("xenstored does not run: start the xencommons service, or load the module xen-xenbus");
    }

    private boolean isDom0() {
        Optional<String> features = read("sys/hypervisor/properties/features");
        try {
            return features.map(hex -> (Long.parseUnsignedLong(hex, 16) >>> XENFEAT_DOM0 & 1) != 0)
                    .orElse(true);
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** The store to connect to. */
    Optional<Path> store() {
        return STORES.stream().map(root::resolve).filter(Files::exists).findFirst();
    }

    /** e.g. {@code Xen 4.20.0}. */
    String hypervisor() {
        Optional<String> major = read("sys/hypervisor/version/major");
        Optional<String> minor = read("sys/hypervisor/version/minor");
        return major.isEmpty() || minor.isEmpty()
                ? "Xen"
                : "Xen " + major.get() + "." + minor.get()
                        + read("sys/hypervisor/version/extra").orElse("");
    }

    /** This domain's type, e.g. {@code PV}. */
    Optional<String> guestType() {
        return read("sys/hypervisor/guest_type");
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
