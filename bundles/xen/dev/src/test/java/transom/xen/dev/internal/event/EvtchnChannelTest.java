package transom.xen.dev.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.Posix;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.XenException;
import transom.xen.support.Ledger;

class EvtchnChannelTest {

    /** A socket stands for the device: what is read from it are ports, what is written to it unmasks them. */
    @Test
    void acknowledgeReadsThePortAndWritesItBack() {
        UnixSocket[] ends = UnixSocket.pair();
        try (UnixSocket kernel = ends[1]) {
            EvtchnChannel channel = new EvtchnChannel(ends[0].take(), 42, 9, new Ledger());
            assertThat(channel.acknowledge()).as("nothing pending").isFalse();

            kernel.send(Direct.allocate(4).putInt(0, 42));
            assertThat(channel.acknowledge()).isTrue();
            ByteBuffer unmasked = Direct.allocate(4);
            Posix.read(kernel.fd(), unmasked);
            assertThat(unmasked.getInt(0)).isEqualTo(42);
            assertThat(channel.acknowledge()).isFalse();
            channel.close();
            channel.close();
            channel.send();
            assertThat(channel.acknowledge()).isFalse();
        }
    }

    @Test
    void aPortThatIsTakenIsExplained() {
        assertThat(EvtchnChannels.refusal(new DomId(3), 17, Errno.EINVAL))
                .startsWith("cannot bind port 17 of dom3: EINVAL")
                .contains("another backend still has it");
        assertThat(EvtchnChannels.refusal(new DomId(3), 17, Errno.ENOMEM)).doesNotContain("backend");
    }

    @Test
    void aMachineWithoutTheDeviceIsExplained() {
        assertThatThrownBy(() -> new EvtchnChannels("/nonexistent/evtchn", new Ledger()).bindInterdomain(DomId.DOM0, 1))
                .isInstanceOf(XenException.class)
                .hasMessageContaining("/nonexistent/evtchn");
    }
}
