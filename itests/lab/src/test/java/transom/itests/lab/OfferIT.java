package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The VGA of an HVM guest: what its unchanged kernel draws is in a buffer of Transom's, and in the window. */
@ExtendWith(LabLogs.class)
class OfferIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Of the PCI configuration space: command, and the first BAR. */
    private static final String COMMAND = "4", BAR = "16";

    /** I/O only, so that the BAR is disabled; and memory as well. */
    private static final String MEMORY_OFF = "\\001\\000", MEMORY_ON = "\\003\\000";

    /** Above the guest's memory, below its devices: nothing is there. */
    private static final String EMPTY_PLACE = "d0000";

    @BeforeAll
    static void assumePatchedPrograms() {
        assumeTrue(
                Lab.lab("run", "test -c /dev/xen/dmabuf-offer").status() == 0,
                "a lab of patched programs: ./transom lab up --patched");
    }

    @Test
    void theConsoleIsInTheWindowPixelByPixelAndNothingIsCopied() {
        try (var guest = HvmGuest.create("offer", "800x600")) {
            var first = guest.awaitWindow(800, 600, null);
            guest.write("a line that was not there");
            guest.awaitWindow(800, 600, first);

            assertThat(guest.offeredAt()).as("offers of the kernel").hasSize(1);
            assertThat(guest.row("fb:list").getString("route")).isEqualTo("offer");
            assertThat(guest.rows("fb:routes"))
                    .anySatisfy(row -> assertThat(row.getString("route") + " " + row.getString("taken"))
                            .isEqualTo("offer yes"));
            var shown = guest.row("present:list");
            assertThat(shown.getString("path")).isEqualTo("dma-buf");
            assertThat(shown.getJsonNumber("bytesCopied").longValue())
                    .as("bytes copied")
                    .isZero();
            assertThat(shown.getJsonNumber("frames").longValue()).as("frames").isPositive();
        }
    }

    @Test
    void aScreenOfTextIsInTheWindow() {
        try (var guest = HvmGuest.create("offer", "text")) {
            var first = guest.awaitWindow(720, 400, null);
            guest.write("a line that was not there");
            guest.awaitWindow(720, 400, first);
        }
    }

    @Test
    void theGuestMovesTheFramebufferInItsMemory() {
        try (var guest = HvmGuest.create("offer", "800x600")) {
            var first = guest.awaitWindow(800, 600, null);
            var home = guest.offeredAt().get(0);
            configure(guest, COMMAND, MEMORY_OFF);
            assertThat(guest.offeredAt()).as("offers while the BAR is disabled").isEmpty();

            configure(guest, BAR, "\\000\\000\\000\\360");
            configure(guest, COMMAND, MEMORY_ON);
            assertThat(guest.offeredAt()).as("offers at the other place").containsExactly("f0000");

            configure(guest, COMMAND, MEMORY_OFF);
            configure(guest, BAR, bytes(home));
            configure(guest, COMMAND, MEMORY_ON);
            assertThat(guest.offeredAt()).as("offers at the first place").containsExactly(home);
            guest.write("a line that is drawn after that");
            guest.awaitWindow(800, 600, first);
        }
    }

    @Test
    void nothingIsLeftOfAGuestThatWasDestroyed() {
        // The first one loads classes, compiles shaders and fills caches.
        showAndEnd(HvmGuest::destroy);
        var before = Holdings.settled();
        showAndEnd(HvmGuest::destroy);
        assertNothingLeft(before);
    }

    @Test
    void aDeviceModelThatIsKilledTakesTheFramebufferFromItsGuest() {
        showAndEnd(HvmGuest::destroy);
        var before = Holdings.settled();
        showAndEnd(guest -> {
            Lab.dom0("kill -9 " + guest.qemu());
            Awaitility.await("the display to end")
                    .atMost(LIMIT)
                    .until(() -> guest.rows("present:list").isEmpty());
            guest.destroy();
        });
        assertNothingLeft(before);
    }

    @Test
    void theGuestGoesOnWithoutTheJvm() {
        try (var guest = HvmGuest.create("offer", "800x600")) {
            var first = guest.awaitWindow(800, 600, null);
            var old = Lab.dom0("echo " + Transom.JVM);
            Lab.dom0("kill -9 " + old);
            guest.write("a line that is drawn without the JVM");
            DrawingGuests.awaitAnotherJvm(old);
            guest.awaitWindow(800, 600, first);
            assertThat(guest.row("fb:list").getString("route")).isEqualTo("offer");
        }
    }

    @Test
    void theJvmsOwnOfferOutlivesTheBundleThatMadeIt() {
        try (var guest = HvmGuest.create("offer", "text")) {
            var first = "0x" + EMPTY_PLACE + "000";
            var second = "0x" + EMPTY_PLACE.replaceFirst(".$", "1") + "000";
            var nothing = guest.word(first);
            assertThat(nothing).as("before the offer").isNotEqualTo("0xCAFE0001");

            Transom.shell("check:offer udmabuf " + guest.domain() + " " + EMPTY_PLACE + " CAFE0001");
            assertThat(guest.word(first)).isEqualTo("0xCAFE0001");
            assertThat(guest.word(second)).isEqualTo("0xCAFE0002");

            Transom.shell("transom:swap --limit 60000 xen");
            guest.write(second, "0x0BADF00D");
            assertThat(guest.word(second)).as("after the update").isEqualTo("0x0BADF00D");
            assertThat(Transom.shell("check:offered udmabuf")).contains("left CAFE0001 0BADF00D");
            assertThat(guest.word(first)).as("after the offer").isEqualTo(nothing);
        }
    }

    @Test
    void aGemObjectOfTheDeviceModelsOwnIsTheGuestsMemory() {
        try (var guest = HvmGuest.createWithGemObject("offer", "800x600")) {
            var first = guest.awaitDump(null);
            assertThat(Lab.dom0("grep -c /dev/dri/card /proc/" + guest.qemu() + "/maps"))
                    .as("mappings of the object in QEMU")
                    .isEqualTo("1");
            guest.withoutDeviceModel(() -> guest.write("a line that nobody emulates"));
            guest.awaitDump(first);
        }
    }

    private interface End {
        void of(HvmGuest guest);
    }

    private static void showAndEnd(End end) {
        try (var guest = HvmGuest.create("offer", "800x600")) {
            guest.awaitWindow(800, 600, null);
            end.of(guest);
        }
    }

    private static void assertNothingLeft(Holdings before) {
        Awaitility.await("what dom0 held before").atMost(LIMIT).untilAsserted(() -> {
            var after = Holdings.now();
            assertThat(after.isLike(before)).as("%s is like %s", after, before).isTrue();
        });
    }

    /** Writes bytes, as printf has them, into the configuration space of the guest's VGA. */
    private static void configure(HvmGuest guest, String offset, String bytes) {
        guest.run("for d in /sys/bus/pci/devices/*; do [ $(cat $d/class) != 0x030000 ] ||" + " printf '" + bytes
                + "' | dd of=$d/config bs=1 seek=" + offset + " conv=notrunc 2>/dev/null; done");
    }

    /** A base address register, as printf has it: the place of a frame, in hexadecimal. */
    private static String bytes(String frame) {
        var address = Integer.parseUnsignedInt(frame + "000", 16);
        return String.format(
                "\\%03o\\%03o\\%03o\\%03o",
                address & 0xff, address >>> 8 & 0xff, address >>> 16 & 0xff, address >>> 24);
    }
}
