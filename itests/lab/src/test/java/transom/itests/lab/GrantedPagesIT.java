package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that dom0 has granted to a guest stay the guest's for as long as it has them mapped, whoever dies and whatever is dropped. */
@ExtendWith(LabLogs.class)
class GrantedPagesIT {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 128;
    private static final int BUFFERS = 2;

    /** Of both buffers. */
    private static final int PAGES = BUFFERS * WIDTH * HEIGHT * 4 / 4096;

    /** dom0's kernel looks once a second whether the guest has let go (dmabuf_imp_free_unused of our gntdev-dmabuf.c). */
    private static final Duration FREED = Duration.ofMinutes(5);

    private static final String CHOSEN_JAVA = "/run/transom/java-home";

    /** It waits until it is killed, and has nothing open. */
    private static final String NO_JAVA = "/lab/no-java";

    private static final String KEEPER = "$(cat /run/transom/keeper.pid)";

    private static final Pattern COMMAND = Pattern.compile("/proc/(\\d+)/comm:(.*)");

    /** Each dma-buf has an inode of its own. */
    private static final Pattern HOLDER = Pattern.compile("/proc/(\\d+)/fd/(\\d+) (\\d+)");

    /** size, flags, mode, count, exporter, inode */
    private static final Pattern BUFINFO =
            Pattern.compile("(?m)^\\d{8}\\s+[0-9a-f]{8}\\s+[0-9a-f]{8}\\s+\\d{8}\\s+\\S+\\s+0*(\\d+)\\s");

    /**
     * Somebody who has a dma-buf open.
     *
     * @param inode of the dma-buf
     */
    private record Holder(String pid, String command, String fd, String inode) {}

    @AfterEach
    void aJvmRunsAgain() {
        if (Lab.lab("run", "[ -e " + CHOSEN_JAVA + " ]").status() == 0) {
            jvmComesBack();
        }
    }

    @Test
    void pagesStayWhileTheGuestHasThemMapped() {
        Lab.dom0("mountpoint -q /sys/kernel/debug || mount -t debugfs debugfs /sys/kernel/debug");
        var others = inodes(dmaBufs("keeper"));
        try (var guest = KmsGuest.create("pvh", "granted", WIDTH + "x" + HEIGHT)) {
            guest.open(0);
            guest.flip(0, 3);
            var names = names(guest);
            jvmGoes();

            // The caretaker answers, and the guest draws on.
            var flips = guest.flip(0, 20);
            var buffers = dmaBufs("keeper");
            buffers.removeIf(each -> others.contains(each.inode()));
            assertThat(buffers).as("the guest's buffers in the keeper").hasSize(BUFFERS);
            assertThat(holders(buffers))
                    .as("who has them open")
                    .contains("keeper")
                    .isSubsetOf("keeper", "systemd");
            assertThat(buffers.stream().map(GrantedPagesIT::sumOf))
                    .as("SHA-256 of what is in them")
                    .containsExactlyInAnyOrder(sumOf(flips.frame()), sumOf(flips.frame() - 1));
            var pages = pagesOf(guest);
            assertThat(pages).as("pages of dom0 that the guest has mapped").hasSizeGreaterThanOrEqualTo(PAGES);

            // The keeper is told to let go while the guest has all of it mapped.
            names.forEach(GrantedPagesIT::drop);
            assertThat(holders(buffers)).as("who has the buffers open").isEmpty();
            assertThat(inodesInKernel()).as("dma-bufs that dom0's kernel has").containsAll(inodes(buffers));
            writeOverFreeMemory();
            assertThat(pagesOf(guest)).as("pages that the guest has mapped").isEqualTo(pages);
            assertThat(guest.wrongPixels(0))
                    .as("the guest's pixels that changed")
                    .isZero();
            assertThat(guest.flip(0, 2).frame()).isEqualTo(flips.frame() + 2);
            assertThat(guest.wrongPixels(0))
                    .as("the guest's pixels that changed")
                    .isZero();
            assertThat(guest.complaints()).as("the guest's kernel log").isEmpty();
            assertThat(inodesInKernel()).as("dma-bufs that dom0's kernel has").containsAll(inodes(buffers));

            // The guest goes, and only then do the pages.
            guest.destroyWithoutBackend();
            Awaitility.await("the buffers to be freed")
                    .atMost(FREED)
                    .untilAsserted(() -> assertThat(inodesInKernel()).doesNotContainAnyElementsOf(inodes(buffers)));
            assertThat(pagesOf(guest)).isEmpty();
            jvmComesBack();
            Awaitility.await("the domain to be gone for good").atMost(FREED).untilAsserted(() -> {
                assertThat(Lab.dom0("xl list | awk '{ print $2 }'").lines()).doesNotContain(guest.domain());
                assertThat(Service.about(guest.domain(), Service.kept())).isEmpty();
            });
        }
    }

    /** The keeper has no Java to start from now on, and kills what there is. */
    private static void jvmGoes() {
        Lab.dom0("echo " + NO_JAVA + " >" + CHOSEN_JAVA + "; old=" + Transom.JVM + "; kill -9 $old;"
                + " while [ -e /proc/$old ]; do sleep 0.2; done; until pgrep -P " + KEEPER
                + " -x sleep; do sleep 0.2; done");
    }

    private static void jvmComesBack() {
        Lab.dom0("rm " + CHOSEN_JAVA + "; pkill -P " + KEEPER + " -x sleep");
        DrawingGuests.awaitShell();
    }

    /** What a process has open, by all of its descriptors. */
    private static List<Holder> dmaBufs(String command) {
        return holders().stream()
                .filter(each -> each.command().equals(command))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Who has any of these open. */
    private static Set<String> holders(List<Holder> of) {
        var inodes = inodes(of);
        return holders().stream()
                .filter(each -> inodes.contains(each.inode()))
                .map(Holder::command)
                .collect(Collectors.toSet());
    }

    /** Everybody who has a dma-buf open. Few processes do it: starting one takes most of a second in an emulated machine. */
    private static List<Holder> holders() {
        var said = Lab.dom0(
                "grep -H . /proc/[0-9]*/comm 2>/dev/null;"
                        + " find /proc/[0-9]*/fd -lname '/dmabuf:*' -print0 2>/dev/null | xargs -0r stat -L -c '%n %i' || true");
        var commands = COMMAND.matcher(said)
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2), (one, two) -> one));
        return HOLDER.matcher(said)
                .results()
                .map(each -> new Holder(
                        each.group(1), commands.getOrDefault(each.group(1), "?"), each.group(2), each.group(3)))
                .toList();
    }

    private static Set<String> inodes(List<Holder> holders) {
        return holders.stream().map(Holder::inode).collect(Collectors.toSet());
    }

    private static String sumOf(Holder holder) {
        return Lab.dom0("/lab/grants dump " + holder.pid() + " " + holder.fd() + " | sha256sum | cut -d' ' -f1");
    }

    /** Of the frame's bytes, in XRGB8888 without gaps. */
    private static String sumOf(int frame) {
        var bytes = ByteBuffer.allocate(WIDTH * HEIGHT * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                bytes.putInt(FramePattern.pixel(x, y, frame) & (x == 0 && y == 0 ? -1 : 0xffffff));
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The machine's numbers of dom0's pages that the guest has mapped by grants, as Xen itself lists them. */
    private static Set<String> pagesOf(KmsGuest guest) {
        var mine = Pattern.compile("\\[0x[0-9a-f]+]\\s+" + guest.domain() + "\\s+(0x[0-9a-f]+)");
        return Holdings.grantLines().stream()
                .map(mine::matcher)
                .filter(Matcher::find)
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
    }

    /** The buffers of the guest, and what their grants live by. */
    private static List<String> names(KmsGuest guest) {
        var names = Service.about(guest.domain(), Service.kept()).stream()
                .filter(name -> name.matches("F/(gem|xen)/vdispl/.*"))
                .toList();
        assertThat(names).hasSize(2 * BUFFERS);
        return names;
    }

    /** By the store's own protocol; returns when it was done. */
    private static void drop(String name) {
        Lab.dom0("NOTIFY_SOCKET=/run/transom/keeper systemd-notify FDSTOREREMOVE=1 FDNAME=" + name);
    }

    /** Of all dma-bufs that there are, whether or not a process has them open. */
    private static Set<String> inodesInKernel() {
        return BUFINFO.matcher(Lab.dom0("cat /sys/kernel/debug/dma_buf/bufinfo"))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toSet());
    }

    /** Half of it: what was freed last is what is given out first. A page that is not the guest's any more has other bytes then. */
    private static void writeOverFreeMemory() {
        Lab.dom0("mib=$(awk '/^MemFree/ { print int($2 / 2048) }' /proc/meminfo)"
                + " && tr '\\0' '\\377' </dev/zero | dd of=/dev/shm/fill bs=1M count=$mib iflag=fullblock status=none;"
                + " full=$?; rm /dev/shm/fill; exit $full");
    }
}
