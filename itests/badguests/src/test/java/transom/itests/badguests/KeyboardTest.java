package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.guestfb.InputSink;
import transom.guestfb.wire.KbdEvents;
import transom.guestfb.wire.Kbdif;
import transom.guestfb.wire.RingConsumer;
import transom.xen.XenbusState;

/** A person's keys and pointer on their way into a guest. */
class KeyboardTest implements KbdEvents {

    private static final int KEY_A = 30;
    private static final int KEY_B = 48;

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private Dom0 dom0;
    private RawGuest guest;
    private RingConsumer ring;

    @BeforeEach
    void start() {
        dom0 = new Dom0(directory).startBackend();
        guest = new RawGuest(dom0.sockets, "typist");
        guest.connectDisplay();
        await().until(() -> dom0.backendState(guest.vfb) == XenbusState.CONNECTED);
        guest.state(guest.vfb, XenbusState.CONNECTED);
        ring = RingConsumer.attachKbdIn(guest.kbdPage());
    }

    @AfterEach
    void stop() {
        guest.close();
        await().until(() -> dom0.keep.list().isEmpty());
        dom0.close();
    }

    private void connectKeyboard() {
        await().until(() -> dom0.backendState(guest.vkbd) == XenbusState.INIT_WAIT);
        guest.connectKeyboard();
        await().until(() -> dom0.backendState(guest.vkbd) == XenbusState.CONNECTED);
        guest.state(guest.vkbd, XenbusState.CONNECTED);
    }

    private InputSink input() {
        await().until(() -> dom0.presenter.shows(guest.vfb));
        return dom0.presenter.scanout(guest.vfb).input();
    }

    private void read() {
        KbdEvents.read(ring, guest.kbdPage(), this);
        guest.kbdPort.peer().signal();
    }

    private void awaitTold(String... expected) {
        await().untilAsserted(() -> {
            read();
            assertThat(told).containsExactly(expected);
        });
        told.clear();
    }

    private String node(String key) {
        return dom0.store
                .read("/local/domain/0/backend/vkbd/" + guest.control.id() + "/0/" + key)
                .orElse("");
    }

    @Test
    void keysPointerAndWheel() {
        connectKeyboard();
        input().key(KEY_A, true);
        input().key(KEY_A, false);
        input().wheel(2);
        awaitTold("key 30 down", "key 30 up", "position 0,0,-2");
        assertThat(node("feature-abs-pointer")).isEqualTo("1");
    }

    @Test
    void thePointerIsScaledToWhatTheGuestWasTold() {
        connectKeyboard();
        int width = Integer.parseInt(node("width"));
        int height = Integer.parseInt(node("height"));
        input().pointer(159, 119);
        awaitTold("position " + (width - 1) + "," + (height - 1) + ",0");
        guest.resize(80, 60, 640, 32, 0);
        await().until(() -> dom0.presenter.picture(guest.vfb).width() == 80);
        input().pointer(79, 59);
        awaitTold("position " + (width - 1) + "," + (height - 1) + ",0");
    }

    @Test
    void aRawPointerHasARangeOfItsOwn() {
        guest.vkbdNode("request-raw-pointer", "1");
        connectKeyboard();
        input().pointer(159, 0);
        awaitTold("position 32767,0,0");
    }

    @Test
    void aGuestWithoutAnAbsolutePointerGetsMotion() {
        guest.vkbdNode("request-abs-pointer", null);
        connectKeyboard();
        input().pointer(10, 10);
        input().pointer(13, 6);
        awaitTold("motion 10,10,0", "motion 3,-4,0");
    }

    @Test
    void releaseAllReleasesWhatIsDownAndNothingElse() {
        connectKeyboard();
        input().key(KEY_A, true);
        input().key(KEY_B, true);
        input().key(KEY_A, false);
        input().key(KEY_A, false);
        input().releaseAll();
        input().releaseAll();
        awaitTold("key 30 down", "key 48 down", "key 30 up", "key 48 up");
    }

    @Test
    void aKeyThatIsDownIsReleasedWhenTheBackendLeaves() {
        connectKeyboard();
        input().key(KEY_A, true);
        awaitTold("key 30 down");
        dom0.stopBackend();
        awaitTold("key 30 up");
        dom0.startBackend();
        await().until(() -> dom0.presenter.shows(guest.vfb));
        input().key(KEY_B, true);
        awaitTold("key 48 down");
        assertThat(dom0.backendState(guest.vkbd)).isEqualTo(XenbusState.CONNECTED);
    }

    @Test
    void aKeyThatWasDownInACrashIsReleasedByTheNextBackend() {
        connectKeyboard();
        dom0.stopBackend();
        BitSet down = new BitSet();
        down.set(KEY_A);
        dom0.keep.putRecord("vkbd/" + guest.control.id() + "/0/pressed", down.toByteArray());
        dom0.startBackend();
        awaitTold("key 30 up");
    }

    @Test
    void aFullRingDropsButNoKeyStaysDown() {
        connectKeyboard();
        InputSink input = input();
        input.key(KEY_A, true);
        for (int i = 0; i < 2 * Kbdif.IN_RING_SLOTS; i++) {
            input.pointer(i, i);
        }
        input.key(KEY_A, false);
        await().untilAsserted(() -> {
            read();
            assertThat(told).startsWith("key 30 down").endsWith("key 30 up");
        });
        assertThat(told).hasSize(Kbdif.IN_RING_SLOTS + 1);
    }

    @Test
    void anOldGuestHasOnlyAFrameNumber() {
        guest.vkbdNode("page-gref", null).vkbdNode("page-ref", "" + RawGuest.KBD_PAGE);
        connectKeyboard();
        input().key(KEY_A, true);
        awaitTold("key 30 down");
    }

    @Test
    void keysForAGuestWithoutAKeyboardGoNowhere() {
        input().key(KEY_A, true);
        input().pointer(1, 1);
        guest.draw(RawGuest.LAYOUT, 1);
        assertThat(dom0.display(guest.vfb).orElseThrow().fault()).isEmpty();
    }

    @Override
    public void key(int code, boolean pressed) {
        told.add("key " + code + (pressed ? " down" : " up"));
    }

    @Override
    public void motion(int x, int y, int z) {
        told.add("motion " + x + "," + y + "," + z);
    }

    @Override
    public void position(int x, int y, int z) {
        told.add("position " + x + "," + y + "," + z);
    }

    @Override
    public void unknown(int type) {
        told.add("unknown " + type);
    }
}
