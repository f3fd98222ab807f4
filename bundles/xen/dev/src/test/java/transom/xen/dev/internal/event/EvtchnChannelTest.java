package transom.xen.dev.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.Posix;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.PortRefusedException;
import transom.xen.XenException;
import transom.xen.support.ChannelRecord;
import transom.xen.support.ChannelRecord.Kind;
import transom.xen.support.KeptChannels;
import transom.xen.support.Ledger;

/** A socket stands for the device: what is read from it are ports, what is written to it unmasks them. */
class EvtchnChannelTest {

    private static final DomId DOM3 = new DomId(3);
    private static final String NAME = "vdispl/3/0/0/requests";

    private final MemoryKeep keep = new MemoryKeep();
    private final KeptChannels kept = new KeptChannels(keep);
    private final Ledger ledger = new Ledger();
    private final EvtchnChannels noDevice = new EvtchnChannels("/nonexistent/evtchn", kept, ledger);

    private static EvtchnChannel.Place nowhere() {
        return new EvtchnChannel.Place() {
            @Override
            public void ended() {}

            @Override
            public boolean isKept() {
                return false;
            }
        };
    }

    private static int unmasked(UnixSocket kernel) {
        ByteBuffer port = Direct.allocate(4);
        assertThat(Posix.read(kernel.fd(), port)).isEqualTo(4);
        return port.getInt(0);
    }

    private void put(int remotePort, UnixSocket device) {
        kept.put(NAME, new ChannelRecord(Kind.EVTCHN, DOM3, remotePort, 42), device.fd());
        ledger.keptChannel(NAME);
        device.close();
    }

    @Test
    void acknowledgeReadsThePortAndWritesItBack() {
        UnixSocket[] ends = UnixSocket.pair();
        try (UnixSocket kernel = ends[1]) {
            EvtchnChannel channel = new EvtchnChannel(ends[0].take(), 42, 9, nowhere());
            assertThat(channel.acknowledge()).as("nothing pending").isFalse();

            kernel.send(Direct.allocate(4).putInt(0, 42));
            assertThat(channel.acknowledge()).isTrue();
            assertThat(unmasked(kernel)).isEqualTo(42);
            assertThat(channel.acknowledge()).isFalse();
            channel.detach();
            channel.close();
            channel.send();
            assertThat(channel.acknowledge()).isFalse();
        }
    }

    @Test
    void aChannelInTheKeepIsTakenAndLeftAgain() {
        UnixSocket[] ends = UnixSocket.pair();
        put(9, ends[0]);
        try (UnixSocket kernel = ends[1]) {
            for (int round = 0; round < 2; round++) {
                EventChannel taken = noDevice.bindInterdomain(DOM3, 9, NAME);
                assertThat(unmasked(kernel)).as("masked by whoever crashed").isEqualTo(42);
                kernel.send(Direct.allocate(4).putInt(0, 42));
                assertThat(taken.acknowledge()).isTrue();
                assertThat(unmasked(kernel)).isEqualTo(42);
                taken.detach();
                assertThat(ledger.usage().eventChannels()).isEqualTo(1);
            }
            noDevice.bindInterdomain(DOM3, 9, NAME).close();
            assertThat(ledger.usage().eventChannels()).isZero();
            assertThat(keep.list()).isEmpty();
            assertThat(unmasked(kernel)).isEqualTo(42);
            assertThat(Posix.read(kernel.fd(), Direct.allocate(4)))
                    .as("its file is closed")
                    .isZero();
        }
    }

    @Test
    void aChannelOfAnotherPortIsUnboundFirst() {
        UnixSocket[] ends = UnixSocket.pair();
        put(8, ends[0]);
        try (UnixSocket kernel = ends[1]) {
            assertThatThrownBy(() -> noDevice.bindInterdomain(DOM3, 9, NAME)).hasMessageContaining("/nonexistent");
            assertThat(keep.list()).isEmpty();
            assertThat(Posix.read(kernel.fd(), Direct.allocate(4)))
                    .as("its file is closed")
                    .isZero();
        }
    }

    @Test
    void whatIsOfNoUseIsDropped() {
        UnixSocket[] ends = UnixSocket.pair();
        put(9, ends[0]);
        ends[1].close();
        noDevice.dropKept("vdispl/4/0/0/requests"::equals);
        assertThat(keep.list()).hasSize(2);
        noDevice.dropKept(NAME::equals);
        assertThat(keep.list()).isEmpty();
        assertThat(ledger.usage().eventChannels()).isZero();
    }

    @Test
    void aPortThatIsTakenIsExplained() {
        assertThat(EvtchnChannels.refusal(DOM3, 17, Errno.EINVAL))
                .isInstanceOf(PortRefusedException.class)
                .hasMessageStartingWith("cannot bind port 17 of dom3: EINVAL")
                .hasMessageContaining("another backend still has it");
        assertThat(EvtchnChannels.refusal(DOM3, 17, Errno.ENOMEM))
                .isNotInstanceOf(PortRefusedException.class)
                .hasMessageNotContaining("backend");
    }

    @Test
    void aMachineWithoutTheDeviceIsExplained() {
        assertThatThrownBy(() -> noDevice.bindInterdomain(DomId.DOM0, 1))
                .isInstanceOf(XenException.class)
                .hasMessageContaining("/nonexistent/evtchn");
    }
}
