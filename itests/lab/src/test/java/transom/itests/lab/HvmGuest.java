package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;

/** An HVM guest whose VGA is emulated by the patched QEMU, with a framebuffer of Transom's. */
final class HvmGuest implements AutoCloseable {

    /** Software GL on an emulated processor that other programs need, too. */
    private static final Duration PICTURE_LIMIT = Duration.ofMinutes(4);

    /** A screen of text has more pixels in it than this; one that is dark or full has not. */
    private static final int LEAST_DRAWN = 1000;

    private final String name;
    private final String domain;
    private boolean destroyed;

    private HvmGuest(String name) {
        this.name = name;
        this.domain = Lab.dom0("xl domid " + name);
    }

    /**
     * Returns when the guest's init runs.
     *
     * @param mode {@code 800x600}, for Linux' framebuffer, or {@code text}
     */
    static HvmGuest create(String name, String mode) {
        return start(name, mode);
    }

    /** One whose device model owns the framebuffer: a GEM object of vgem. */
    static HvmGuest createWithGemObject(String name, String mode) {
        return start(name, mode, "--gem");
    }

    private static HvmGuest start(String name, String... options) {
        // What an earlier run that was cut short has left.
        Lab.lab("guest", "destroy", name);
        var words = new ArrayList<>(List.of("guest", "hvm", name));
        words.addAll(List.of(options));
        Lab.lab(words.toArray(String[]::new)).expectSuccess();
        return new HvmGuest(name);
    }

    /** What a program does while the device model stands still: nothing that it does needs emulation. */
    void withoutDeviceModel(Runnable work) {
        Lab.dom0("kill -STOP " + qemu());
        try {
            work.run();
        } finally {
            Lab.dom0("kill -CONT " + qemu());
        }
    }

    /** A shell line in the guest; returns what it printed. */
    String run(String line) {
        return Lab.lab("guest", "run", name, line).expectSuccess().output();
    }

    /** Writes a line on the guest's screen. */
    void write(String line) {
        run("echo '" + line + "' >/dev/tty1");
    }

    String domain() {
        return domain;
    }

    /** What a program of the guest reads at a place of the guest's memory, as {@code 0x} and eight digits. */
    String word(String address) {
        return run("devmem " + address + " 32").strip();
    }

    /** Writes a word there. */
    void write(String address, String word) {
        run("devmem " + address + " 32 " + word);
    }

    /** The one row about its screen in what a command of Transom's lists. */
    JsonObject row(String command) {
        var found = rows(command);
        assertThat(found).as("rows of %s in %s", name, command).hasSize(1);
        return found.get(0);
    }

    List<JsonObject> rows(String command) {
        return Transom.rows(command).stream()
                .filter(row -> row.getString("device").startsWith("dom" + domain + "/vga0"))
                .toList();
    }

    /** As a shell expression of dom0. */
    String qemu() {
        return "$(xenstore-read /local/domain/" + domain + "/image/device-model-pid)";
    }

    /** The first frames of the offers that QEMU has from the kernel, in hexadecimal. */
    List<String> offeredAt() {
        return Lab.dom0("for f in /proc/" + qemu() + "/fdinfo/*; do" + " ! grep -qs '^domid:.*\\b" + domain
                        + "$' $f || sed -n 's/^gfn:[[:space:]]*0x//p' $f; done")
                .lines()
                .toList();
    }

    /** QEMU's own picture of the screen. */
    BufferedImage screendump() throws IOException {
        var file = "/tmp/" + name + ".ppm";
        Lab.lab("guest", "screendump", name, file).expectSuccess();
        return Ppm.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(Lab.dom0("base64 " + file))));
    }

    /** Waits until the window is what QEMU shows, every pixel of it, and not what it was before; returns it. */
    int[] awaitWindow(int width, int height, int[] before) {
        var shown = new int[1][];
        Awaitility.await("window of " + name).atMost(PICTURE_LIMIT).untilAsserted(() -> {
            var dump = screendump();
            var pixels = rgb(dump);
            assertThat(dump.getWidth() + "x" + dump.getHeight()).isEqualTo(width + "x" + height);
            assertThat(drawn(pixels)).as("pixels that are not black").isGreaterThan(LEAST_DRAWN);
            assertThat(pixels).isNotEqualTo(before);
            var window = Lab.picture(name);
            assertThat(window.getWidth() + "x" + window.getHeight())
                    .as("size of the window")
                    .isEqualTo(width + "x" + height);
            assertThat(different(rgb(window), pixels)).as("pixels that differ").isZero();
            shown[0] = pixels;
        });
        return shown[0];
    }

    /** QEMU's own picture when there is something on the screen, and it is not what it was before. */
    int[] awaitDump(int[] before) {
        var shown = new int[1][];
        Awaitility.await("screen of " + name).atMost(PICTURE_LIMIT).untilAsserted(() -> {
            shown[0] = rgb(screendump());
            assertThat(drawn(shown[0])).as("pixels that are not black").isGreaterThan(LEAST_DRAWN);
            assertThat(shown[0]).isNotEqualTo(before);
        });
        return shown[0];
    }

    private static long drawn(int[] pixels) {
        return Arrays.stream(pixels).filter(pixel -> pixel != 0).count();
    }

    private static long different(int[] some, int[] others) {
        long count = 0;
        for (int i = 0; i < some.length; i++) {
            count += some[i] == others[i] ? 0 : 1;
        }
        return count;
    }

    private static int[] rgb(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }

    void destroy() {
        destroyed = true;
        Lab.lab("guest", "destroy", name).expectSuccess();
    }

    @Override
    public void close() {
        if (!destroyed) {
            destroy();
        }
    }
}
