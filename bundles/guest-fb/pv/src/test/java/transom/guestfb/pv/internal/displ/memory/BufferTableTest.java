package transom.guestfb.pv.internal.displ.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import transom.guestfb.pv.internal.FakeKeep;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.RequestRefusedException;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** A record of a version that this one cannot read: gone back to this one, and forward again, a guest loses nothing. */
class BufferTableTest {

    private static final DeviceId DEVICE = new DeviceId(new DomId(3), "vdispl", 1);
    private static final String TABLE = "vdispl/3/1/table";
    private static final String CONFIG = "care/vdispl/3/1/0/config";

    private final FakeKeep keep = new FakeKeep();
    private final byte[] record = new KeptTable("8:1", 7, List.of(), List.of(), List.of()).encode();

    private BufferTable load() {
        record[2] = 1;
        keep.putRecord(TABLE, record);
        new KeptNames(keep, DEVICE).putConfig(new KeptConfig(0, 7, 5));
        BufferTable table =
                new BufferTable(DEVICE, new MemoryServices(null, keep, null, null, null, null), RoutePlan.NONE);
        table.load("8:1");
        table.loadConfigs(1);
        return table;
    }

    @Test
    void itStaysAsItIs() {
        byte[] config = new KeptConfig(0, 7, 5).encode();
        BufferTable table = load();

        assertThatThrownBy(() -> table.create(new DisplRequest(), true))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("another version");
        assertThat(table.shown(0, 5, 0)).isEmpty();
        table.leave();

        assertThat(keep.record(TABLE)).contains(record);
        assertThat(keep.record(CONFIG)).contains(config);
    }

    @Test
    void itGoesWithTheGuest() {
        load().end();

        assertThat(keep.record(TABLE)).isEmpty();
    }
}
