package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.Fbif;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.RingConsumer;
import transom.xen.XenbusState;
import transom.xen.sim.control.LeakCheck;

/** A guest that behaves, from its first state to its last, against the real backend. */
class GoodGuestTest {

    @TempDir
    Path directory;

    private Dom0 dom0;
    private LeakCheck leaks;
    private RawGuest guest;
    private LogLines log;

    @BeforeEach
    void start() {
        dom0 = new Dom0(directory).startBackend();
        await().until(() ->
                dom0.held().stream().filter(line -> line.contains("watch")).count() == 6);
        leaks = dom0.leakCheck();
        log = new LogLines();
        guest = new RawGuest(dom0.sockets, "good");
    }

    @AfterEach
    void stop() {
        guest.close();
        await().untilAsserted(leaks::assertNone);
        assertThat(dom0.keep.list()).isEmpty();
        log.close();
        assertThat(log.lines()).isEmpty();
        dom0.close();
    }

    private void awaitPicture(FramebufferLayout layout, byte[] pixels) {
        await().untilAsserted(() -> {
            TestPresenter.Picture picture = dom0.presenter.picture(guest.vfb);
            assertThat(picture.width()).isEqualTo(layout.width());
            assertThat(picture.height()).isEqualTo(layout.height());
            assertThat(picture.pixels()).isEqualTo(pixels);
        });
    }

    private void connect() {
        await().until(() -> guest.backendState(guest.vfb) == XenbusState.INIT_WAIT);
        guest.connectDisplay();
        await().until(() -> guest.backendState(guest.vfb) == XenbusState.CONNECTED);
        guest.state(guest.vfb, XenbusState.CONNECTED);
    }

    @ParameterizedTest
    @CsvSource({"X86_64, 8", "X86_64, 16", "X86_64, 24", "X86_64, 32", "X86_32, 32", "X86_32, 16"})
    void whatItDrawsIsShown(Abi abi, int depth) {
        int stride = 160 * depth / 8 + 16;
        FramebufferLayout layout = new FramebufferLayout(160, 120, stride, 0, depth, stride * 120);
        guest.setUp(layout, abi);
        connect();
        awaitPicture(layout, guest.draw(layout, 1));
        awaitPicture(layout, guest.draw(layout, 2));
    }

    @Test
    void aResizeShowsAnotherPartOfTheSameMemory() {
        connect();
        FramebufferLayout small = new FramebufferLayout(80, 60, 640, 328, 32, RawGuest.LAYOUT.memory());
        guest.resize(80, 60, 640, 32, 328);
        awaitPicture(small, guest.draw(small, 3));
        assertThat(dom0.display(guest.vfb).orElseThrow().counters().resizes()).isEqualTo(1);
        assertThat(dom0.keep.list().stream().filter(entry -> entry.name().startsWith("vfb/")))
                .hasSize(1);
    }

    @Test
    void aBackendThatComesAgainFindsItAsItIs() {
        connect();
        FramebufferLayout small = new FramebufferLayout(80, 60, 640, 0, 32, RawGuest.LAYOUT.memory());
        guest.resize(80, 60, 640, 32, 0);
        awaitPicture(small, guest.draw(small, 4));
        dom0.stopBackend();
        assertThat(guest.backendState(guest.vfb)).isEqualTo(XenbusState.CONNECTED);
        assertThat(dom0.presenter.shows(guest.vfb)).isFalse();

        guest.update(0, 0, 1, 1);
        dom0.startBackend();

        await().until(() -> dom0.presenter.shows(guest.vfb));
        awaitPicture(small, guest.draw(small, 5));
        assertThat(guest.backendState(guest.vfb)).isEqualTo(XenbusState.CONNECTED);
    }

    @Test
    void aFrontendThatGoesAndComesAgainIsShownAgain() {
        connect();
        awaitPicture(RawGuest.LAYOUT, guest.draw(RawGuest.LAYOUT, 6));
        guest.state(guest.vfb, XenbusState.CLOSING);
        await().until(() -> guest.backendState(guest.vfb) == XenbusState.CLOSING);
        guest.state(guest.vfb, XenbusState.CLOSED);
        await().until(() -> guest.backendState(guest.vfb) == XenbusState.CLOSED);
        assertThat(dom0.presenter.shows(guest.vfb)).isFalse();

        guest.state(guest.vfb, XenbusState.INITIALISING);
        connect();
        awaitPicture(RawGuest.LAYOUT, guest.draw(RawGuest.LAYOUT, 7));
    }

    @Test
    void aFrontendThatWaitsForNothingConnects() {
        guest.connectDisplay();
        guest.state(guest.vfb, XenbusState.CONNECTED);
        await().until(() -> guest.backendState(guest.vfb) == XenbusState.CONNECTED);
        awaitPicture(RawGuest.LAYOUT, guest.draw(RawGuest.LAYOUT, 8));
    }

    @Test
    void xlDestroyDoesNotWait() {
        connect();
        awaitPicture(RawGuest.LAYOUT, guest.draw(RawGuest.LAYOUT, 9));
        assertThat(dom0.toolstack.destroy(guest.control.id()))
                .as("the backend answered")
                .isTrue();
        await().until(() -> !dom0.presenter.shows(guest.vfb));
    }

    @Test
    void aPresenterThatHoldsAFrameIsToldWhenTheGuestIsDestroyed() {
        connect();
        await().until(() -> dom0.presenter.shows(guest.vfb));
        AtomicInteger told = new AtomicInteger();
        Scanout.Subscription slow = dom0.presenter.scanout(guest.vfb).subscribe(told::incrementAndGet);
        await().untilAtomic(told, equalTo(1));
        Frame frame = slow.acquire();

        guest.close();

        await().untilAtomic(told, equalTo(2));
        assertThat(leaks.leaks()).anyMatch(line -> line.contains("mapping"));
        frame.release();
        await().untilAsserted(leaks::assertNone);
        assertThat(slow.acquire()).isNull();
    }

    @Test
    void aFrontendThatTellsNothingIsLookedAt() {
        guest.vfbNode("feature-update", null);
        connect();
        byte[] pixels = guest.draw(RawGuest.LAYOUT, 11);
        guest.fbPage().putInt(12, guest.fbPage().getInt(8));
        guest.control.memory().buffer().put(RawGuest.FRAMEBUFFER * 4096, (byte) ~pixels[0]);
        pixels[0] = (byte) ~pixels[0];
        awaitPicture(RawGuest.LAYOUT, pixels);
    }

    @Test
    void theGuestIsToldWhetherAnybodyLooks() {
        connect();
        RingConsumer in = RingConsumer.attachFbIn(guest.fbPage());
        await().until(() -> FbEvents.readRefreshPeriod(in, guest.fbPage()) > 0);
        dom0.presenter.leave(guest.vfb);
        await().until(() -> FbEvents.readRefreshPeriod(in, guest.fbPage()) == Fbif.NO_REFRESH);
    }

    @Test
    void moreUpdatesThanTheRingHoldsAllCount() {
        connect();
        int sent = 0;
        while (sent < 500) {
            sent += guest.update(sent % 160, 0, 1, 1) ? 1 : 0;
        }
        await().untilAsserted(() -> assertThat(
                        dom0.display(guest.vfb).orElseThrow().counters().updates())
                .isEqualTo(500));
    }

    @Test
    void oddButAllowedMessagesCostNothing() {
        connect();
        guest.update(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        guest.update(-5, -5, 0, -1);
        guest.update(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 10);
        guest.fbPage().putByte(2048 + 3 * 40, 99);
        guest.fbPage().putInt(12, 4);
        guest.fbPort.peer().signal();
        await().untilAsserted(() -> assertThat(
                        dom0.display(guest.vfb).orElseThrow().counters().ignoredEvents())
                .isEqualTo(1));
        assertThat(dom0.display(guest.vfb).orElseThrow().fault()).isEmpty();
        assertThat(dom0.display(guest.vfb).orElseThrow().counters().damagedPixels())
                .isZero();
    }
}
