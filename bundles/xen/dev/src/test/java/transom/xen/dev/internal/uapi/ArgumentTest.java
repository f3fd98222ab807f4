package transom.xen.dev.internal.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.linux.Direct;
import transom.xen.GrantRef;

class ArgumentTest {

    @Test
    void mmapBatchNamesFramesAndErrorsByAddress() {
        ByteBuffer frames = Direct.allocate(16);
        ByteBuffer errors = Direct.allocate(8);
        ByteBuffer argument = Privcmd.mmapBatch(2, 0x7fe0, 0x7f0000001000L, frames, errors);

        assertThat(argument.capacity()).isEqualTo(32);
        assertThat(argument.getInt(0)).isEqualTo(2);
        assertThat(argument.getInt(4)).as("dom and its padding").isEqualTo(0x7fe0);
        assertThat(argument.getLong(8)).isEqualTo(0x7f0000001000L);
        assertThat(argument.getLong(16)).isEqualTo(Direct.address(frames));
        assertThat(argument.getLong(24)).isEqualTo(Direct.address(errors));
    }

    @Test
    void grantsFollowTheHeader() {
        ByteBuffer argument = Gntdev.map(5, new GrantRef[] {new GrantRef(8), new GrantRef(-1)});
        assertThat(argument.capacity()).isEqualTo(16 + 2 * 8);
        assertThat(argument.getInt(0)).isEqualTo(2);
        assertThat(argument.getInt(4)).as("pad").isZero();
        assertThat(argument.getInt(16)).isEqualTo(5);
        assertThat(argument.getInt(20)).isEqualTo(8);
        assertThat(argument.getInt(24)).isEqualTo(5);
        assertThat(argument.getInt(28)).isEqualTo(-1);
    }

    @Test
    void unmapNamesIndexAndCount() {
        ByteBuffer argument = Gntdev.unmap(0x3000, 3);
        assertThat(argument.getLong(0)).isEqualTo(0x3000);
        assertThat(argument.getLong(8)).as("count and pad").isEqualTo(3);
    }

    @Test
    void bindNamesDomainAndPort() {
        ByteBuffer argument = Evtchn.bindInterdomain(7, 9);
        assertThat(argument.getInt(0)).isEqualTo(7);
        assertThat(argument.getInt(4)).isEqualTo(9);
        assertThat(Evtchn.notify(4).getInt(0)).isEqualTo(4);
    }

    @Test
    void requestsEncodeTheSizesOfTheirStructures() {
        assertThat(Privcmd.MMAPBATCH_V2).isEqualTo(Privcmd.MMAPBATCH_V2_SIZE << 16 | 'P' << 8 | 4);
        assertThat(Gntdev.MAP_GRANT_REF).isEqualTo(Gntdev.MAP_SIZE << 16 | 'G' << 8);
        assertThat(Gntdev.UNMAP_GRANT_REF).isEqualTo(Gntdev.UNMAP_SIZE << 16 | 'G' << 8 | 1);
        assertThat(Evtchn.BIND_INTERDOMAIN).isEqualTo(Evtchn.BIND_INTERDOMAIN_SIZE << 16 | 'E' << 8 | 1);
        assertThat(Evtchn.NOTIFY).isEqualTo(Evtchn.NOTIFY_SIZE << 16 | 'E' << 8 | 4);
    }
}
