package transom.launcher.doctor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at files of the machine: Java, Xen, dma-buf. Changes nothing. */
final class Machine {

    private static final List<String> XEN_DEVICES = List.of("privcmd", "gntdev", "gntalloc", "evtchn");

    /** What makes dom0's pages memory of a guest. */
    static final String OFFER = "/dev/xen/dmabuf-offer";

    private static final List<String> STORES =
            List.of("/run/xenstored/socket", "/var/run/xenstored/socket", "/dev/xen/xenbus");

    private Machine() {}

    static List<Finding> java() {
        String version = System.getProperty("java.version") + " of " + System.getProperty("java.vendor");
        return List.of(Finding.here("Java", "version", version));
    }

    static List<Finding> xen() {
        List<Finding> found = new ArrayList<>();
        String type = read("/sys/hypervisor/type");
        boolean control = read("/proc/xen/capabilities").contains("control_d");
        if (!type.equals("xen")) {
            return List.of(
                    Finding.missing(
                            "Xen",
                            "hypervisor",
                            "this machine does not run under Xen",
                            "for real Xen here: apt-get install xen-system-amd64 and boot its entry; or try it: ./transom lab up"));
        }
        String version = read("/sys/hypervisor/version/major") + "." + read("/sys/hypervisor/version/minor");
        found.add(Finding.here("Xen", "hypervisor", "Xen " + version + read("/sys/hypervisor/version/extra")));
        found.add(
                control
                        ? Finding.here("Xen", "dom0", "this is the control domain")
                        : Finding.missing("Xen", "dom0", "this is a guest", "run Transom in the control domain"));
        for (String device : XEN_DEVICES) {
            found.add(node("Xen", "/dev/xen/" + device, "modprobe xen-" + device));
        }
        found.addAll(GntdevDmaBuf.look());
        found.add(node("Xen", OFFER, "./transom patches build offer (patches/linux/offer), modprobe xen-dmabuf-offer"));
        found.add(store());
        return found;
    }

    private static Finding store() {
        for (String path : STORES) {
            if (Files.exists(Path.of(path))) {
                return path.startsWith("/dev/") ? Finding.here("Xen", "xenstored", path) : connect(path);
            }
        }
        return Finding.missing("Xen", "xenstored", "nobody serves the store", "systemctl start xenstored");
    }

    private static Finding connect(String path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            return Finding.here("Xen", "xenstored", path);
        } catch (IOException e) {
            return Finding.missing(
                    "Xen", "xenstored", path + ": " + e.getMessage(), "systemctl start xenstored, as root");
        }
    }

    static List<Finding> dmaBuf() {
        List<Finding> found = new ArrayList<>();
        found.add(
                node("dma-buf", "/dev/udmabuf", "modprobe udmabuf, in a kernel with CONFIG_UDMABUF (Debian's has it)"));
        found.add(node(
                "dma-buf",
                "/dev/dma_heap/system",
                "a kernel with CONFIG_DMABUF_HEAPS_SYSTEM (Debian's has it); not needed beside udmabuf"));
        return found;
    }

    private static Finding node(String area, String path, String remedy) {
        if (!Files.exists(Path.of(path))) {
            return Finding.missing(area, path, "not there", remedy);
        }
        return Files.isReadable(Path.of(path)) && Files.isWritable(Path.of(path))
                ? Finding.here(area, path, "there")
                : Finding.missing(area, path, "not for this user", "run as root, or join the group that owns it");
    }

    /** A small file's text, empty if there is none. */
    static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
