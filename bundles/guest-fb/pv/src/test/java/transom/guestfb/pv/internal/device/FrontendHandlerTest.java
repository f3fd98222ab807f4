package transom.guestfb.pv.internal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static transom.xen.XenbusState.CLOSED;
import static transom.xen.XenbusState.CLOSING;
import static transom.xen.XenbusState.CONNECTED;
import static transom.xen.XenbusState.INITIALISED;
import static transom.xen.XenbusState.INITIALISING;
import static transom.xen.XenbusState.INIT_WAIT;
import static transom.xen.XenbusState.RECONFIGURING;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import transom.guestfb.pv.internal.FakeStore;
import transom.guestfb.wire.ProtocolException;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.PortRefusedException;
import transom.xen.XenException;
import transom.xen.XenbusState;

class FrontendHandlerTest {

    private static final DeviceId DEVICE = new DeviceId(new DomId(3), "vfb", 0);
    private static final String FRONT = DEVICE.frontendPath();
    private static final String BACK = DEVICE.backendPath(DomId.DOM0);

    private final EventLoop loop = new EventLoop("test");
    private final FakeStore store = new FakeStore();
    private final RecordingBackend backend = new RecordingBackend();
    private int takeOvers;
    private final FrontendHandler handler =
            new FrontendHandler(DEVICE, new DeviceNodes(store, DEVICE, DomId.DOM0), backend, loop, this::takeOver);

    private void takeOver() {
        takeOvers++;
        assertThat(backend.asked).as("what is asked before it is ours").isEmpty();
    }

    @BeforeEach
    void toolstackMakesTheDevice() {
        states(INITIALISING, INITIALISING);
        store.write(BACK + "/online", "1");
        store.clearWrites();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private void states(XenbusState frontend, XenbusState ours) {
        store.state(FRONT, frontend);
        store.state(BACK, ours);
    }

    private void frontend(XenbusState state) {
        store.state(FRONT, state);
        handler.check();
    }

    private void connect() {
        frontend(INITIALISED);
        frontend(CONNECTED);
        backend.asked.clear();
        store.clearWrites();
    }

    @Test
    void featuresAreThereBeforeInitWait() {
        handler.check();
        assertThat(store.writes).containsExactly(BACK + "/feature-test=1", BACK + "/state=2");
        assertThat(backend.asked).as("what somebody before may have left").containsExactly("disconnect");
        handler.check();
        assertThat(backend.asked).as("once").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = XenbusState.class,
            names = {"INITIALISED", "CONNECTED"})
    void aFrontendThatIsReadyIsAttached(XenbusState ready) {
        handler.check();
        backend.asked.clear();
        store.clearWrites();
        frontend(ready);
        assertThat(backend.asked).containsExactly("attach", "connected");
        assertThat(store.writes).contains(BACK + "/request-test=1").endsWith(BACK + "/state=4");
    }

    @Test
    void connectedIsSaidTwiceToAFrontendThatMayHaveMissedIt() {
        frontend(INITIALISED);
        store.clearWrites();
        frontend(CONNECTED);
        frontend(CONNECTED);
        assertThat(store.writes.stream().filter(write -> write.equals(BACK + "/state=4")))
                .hasSize(1);
    }

    @Test
    void aDeviceThatIsConnectedAlreadyIsAttachedWithoutAWord() {
        states(CONNECTED, CONNECTED);
        store.clearWrites();
        assertThat(handler.check()).isTrue();
        assertThat(backend.asked).containsExactly("attach", "connected");
        assertThat(store.writes).isEmpty();
    }

    @Test
    void leavingWritesNothing() {
        connect();
        handler.detach();
        assertThat(backend.asked).containsExactly("detach");
        assertThat(store.writes).isEmpty();
        assertThat(handler.check()).isFalse();
    }

    @Test
    void aFrontendThatClosesIsFollowed() {
        connect();
        frontend(CLOSING);
        assertThat(backend.asked).containsExactly("disconnect");
        assertThat(store.state(BACK)).isEqualTo(CLOSING);
        frontend(CLOSING);
        assertThat(store.state(BACK)).isEqualTo(CLOSING);
        frontend(CLOSED);
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
        frontend(INITIALISING);
        assertThat(store.state(BACK)).isEqualTo(INIT_WAIT);
        frontend(INITIALISED);
        assertThat(store.state(BACK)).isEqualTo(CONNECTED);
    }

    @Test
    void aFrontendThatStartsOverIsLetGoFirst() {
        connect();
        frontend(INITIALISING);
        assertThat(backend.asked).containsExactly("disconnect");
        assertThat(store.state(BACK)).isEqualTo(INIT_WAIT);
    }

    @Test
    void theToolstacksClosingIsAnsweredAtOnce() {
        connect();
        store.state(BACK, CLOSING);
        handler.check();
        assertThat(backend.asked).containsExactly("disconnect");
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
    }

    @Test
    void offlineMeansClosedWhateverTheFrontendSays() {
        connect();
        store.write(BACK + "/online", "0");
        handler.check();
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
        frontend(CONNECTED);
        assertThat(backend.asked).containsExactly("disconnect");
    }

    @Test
    void aToolstackThatClosesMeanwhileIsNotWrittenOver() {
        handler.check();
        backend.asked.clear();
        store.meanwhile = () -> store.state(BACK, CLOSING);
        frontend(INITIALISED);
        assertThat(store.state(BACK)).isEqualTo(CLOSING);
        assertThat(backend.asked).containsExactly("attach", "disconnect");
        handler.check();
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
    }

    @Test
    void aDeviceThatIsRemovedMeanwhileIsNotMadeAgain() {
        handler.check();
        backend.asked.clear();
        store.meanwhile = () -> store.remove(BACK);
        frontend(INITIALISED);
        assertThat(store.directory(BACK)).isEmpty();
        assertThat(backend.asked).containsExactly("attach", "disconnect");
        assertThat(handler.check()).isFalse();
    }

    @Test
    void aGuestThatHasGoneIsLetGoWithoutAWord() {
        connect();
        store.remove(FRONT);
        handler.check();
        assertThat(backend.asked).containsExactly("disconnect");
        assertThat(store.writes).isEmpty();
    }

    @Test
    void aBrokenProtocolClosesUntilTheFrontendHasClosedToo() {
        connect();
        backend.guard.run(() -> {
            throw new ProtocolException("it sent rubbish");
        });
        assertThat(handler.fault()).contains("it sent rubbish");
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
        frontend(CONNECTED);
        assertThat(backend.asked).containsExactly("disconnect");

        frontend(CLOSED);
        frontend(INITIALISED);
        assertThat(backend.asked).containsExactly("disconnect", "attach", "connected");
        assertThat(handler.fault()).isEmpty();
    }

    @Test
    void whatXenRefusesAgainIsTheGuestsFault() {
        backend.onAttach = new XenException("no such page");
        frontend(INITIALISED);
        assertThat(handler.fault()).isEmpty();
        turnUntil("disconnect");
        assertThat(handler.fault()).contains("no such page");
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
        assertThat(backend.asked).containsExactly("attach", "detach", "attach", "disconnect");
    }

    @Test
    void whatXenRefusesOnceWasOfTheConnectionBefore() {
        backend.onAttach = new XenException("no such page");
        frontend(INITIALISED);
        backend.onAttach = null;
        turnUntil("connected");
        assertThat(store.state(BACK)).isEqualTo(CONNECTED);
        assertThat(handler.fault()).isEmpty();
    }

    private void turnUntil(String asked) {
        while (!backend.asked.contains(asked)) {
            loop.turn(1000);
        }
    }

    @Test
    void aFailureOfOursCostsNoMoreThanTheDevice() {
        connect();
        backend.guard.run(() -> {
            throw new IllegalStateException("bug");
        });
        assertThat(handler.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("our own failure", "bug"));
        assertThat(backend.asked).containsExactly("disconnect");
    }

    @Test
    void oneThatComesAndGoesForEverHasToWait() {
        for (int i = 0; i < 100; i++) {
            frontend(CONNECTED);
            frontend(INITIALISING);
        }
        assertThat(backend.asked.stream().filter("attach"::equals)).hasSize(ReconnectBudget.BURST);
        assertThat(handler.fault()).contains("it connects too often");
    }

    @Test
    void aFrontendThatReconfiguresIsLetGoAndHearsOfInitWaitAgain() {
        connect();
        frontend(RECONFIGURING);
        assertThat(backend.asked).containsExactly("disconnect");
        assertThat(store.writes).containsOnly(FRONT + "/state=7");
        store.state(BACK, INIT_WAIT);
        store.clearWrites();
        frontend(INITIALISING);
        assertThat(store.writes).contains(BACK + "/state=2");
        store.clearWrites();
        handler.check();
        assertThat(store.writes).as("once").isEmpty();
        frontend(INITIALISED);
        assertThat(store.state(BACK)).isEqualTo(CONNECTED);
    }

    @Test
    void theOfferIsWrittenBeforeInitWaitAndNeverLater() {
        backend.offer = "1";
        handler.check();
        assertThat(backend.asked).containsExactly("disconnect", "prepare");
        assertThat(store.writes).containsSubsequence(FRONT + "/offer=1", BACK + "/state=2");
        store.clearWrites();
        frontend(INITIALISED);
        assertThat(store.writes).doesNotContain(FRONT + "/offer=1");
    }

    @Test
    void whoIsNotReadyIsAskedAgain() {
        backend.ready = false;
        frontend(CONNECTED);
        assertThat(backend.asked).isEmpty();
        assertThat(handler.fault()).isEmpty();
        backend.ready = true;
        while (backend.asked.isEmpty()) {
            loop.turn(1000);
        }
        assertThat(backend.asked).containsExactly("attach", "connected");
    }

    @Test
    void whoeverServesItIsAskedToLetGoOnceAndNotBeforeItCanBeServed() {
        states(CONNECTED, CONNECTED);
        backend.ready = false;
        handler.check();
        assertThat(takeOvers).isZero();
        backend.ready = true;
        handler.check();
        handler.check();
        assertThat(takeOvers).isEqualTo(1);
        assertThat(backend.asked).startsWith("attach");
    }

    @Test
    void aPortThatSomebodyHasIsTriedAgain() {
        connect();
        handler.detach();
        backend.asked.clear();
        RuntimeException taken = new PortRefusedException("somebody has it");
        backend.onAttach = taken;
        FrontendHandler next =
                new FrontendHandler(DEVICE, new DeviceNodes(store, DEVICE, DomId.DOM0), backend, loop, this::takeOver);
        next.check();
        for (int i = 0; i < 2 * ReconnectBudget.BURST; i++) {
            backend.asked.clear();
            while (backend.asked.isEmpty()) {
                loop.turn(1000);
            }
            assertThat(backend.asked).containsExactly("attach", "detach");
        }
        backend.asked.clear();
        backend.onAttach = null;
        while (backend.asked.isEmpty()) {
            loop.turn(1000);
        }
        assertThat(backend.asked).containsExactly("attach", "connected");
        assertThat(store.writes).isEmpty();
        assertThat(next.fault()).isEmpty();
    }

    @Test
    void aPortThatStaysTakenIsAFaultInTheEnd() {
        backend.onAttach = new PortRefusedException("somebody has it");
        frontend(INITIALISED);
        while (handler.fault().isEmpty()) {
            loop.turn(1000);
        }
        assertThat(handler.fault()).contains("somebody has it");
        assertThat(store.state(BACK)).isEqualTo(CLOSED);
        assertThat(backend.asked).endsWith("attach", "disconnect");
    }

    @Test
    void leavingAndComingAgainWritesNothing() {
        connect();
        handler.reattach();
        assertThat(backend.asked).containsExactly("detach", "attach", "connected");
        assertThat(store.writes).isEmpty();
    }
}
