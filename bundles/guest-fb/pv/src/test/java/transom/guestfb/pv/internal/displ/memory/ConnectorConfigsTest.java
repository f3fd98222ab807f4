package transom.guestfb.pv.internal.displ.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import transom.guestfb.pv.internal.FakeKeep;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** A caretaker writes these records, too: their bytes are what it relies on. */
class ConnectorConfigsTest {

    private static final DeviceId DEVICE = new DeviceId(new DomId(3), "vdispl", 1);
    private static final String NAME = "care/vdispl/3/1/1/config";

    private final FakeKeep keep = new FakeKeep();

    private ConnectorConfigs load(boolean same, KeptConfig... former) {
        ConnectorConfigs configs = new ConnectorConfigs(new KeptNames(keep, DEVICE));
        configs.load(2, same, List.of(former));
        return configs;
    }

    @Test
    void aConnectorIsOffAtFirstAndThatIsARecord() {
        ConnectorConfigs configs = load(false);
        assertThat(configs.find(0)).isEmpty();
        assertThat(configs.find(1)).isEmpty();
        assertThat(keep.record(NAME).orElseThrow()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void whatItShowsIsThereForTheNext() {
        load(false).set(1, 0x1122334455667788L, 0xaabbccdd);
        assertThat(keep.record(NAME).orElseThrow())
                .containsExactly(1, 0, 0, 0, 0xdd, 0xcc, 0xbb, 0xaa, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11);
        assertThat(load(true).find(1)).contains(new KeptConfig(1, 0x1122334455667788L, 0xaabbccdd));
        assertThat(load(false).find(1)).as("of another connection").isEmpty();
    }

    @Test
    void whatACaretakerWroteCounts() {
        load(false).set(1, 7, 1);
        keep.putRecord(NAME, new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0});
        assertThat(load(true, new KeptConfig(1, 7, 1)).find(1)).contains(new KeptConfig(1, 9, 2));
        keep.putRecord(NAME, new byte[] {2, 0, 0, 0});
        assertThat(load(true).find(1)).as("of another version").isEmpty();
    }

    @Test
    void aTableOfTheVersionBeforeSaysWhatNoRecordDoes() {
        assertThat(load(true, new KeptConfig(1, 7, 1)).find(1)).contains(new KeptConfig(1, 7, 1));
        assertThat(load(true).find(1)).contains(new KeptConfig(1, 7, 1));
        assertThat(load(false, new KeptConfig(1, 7, 1)).find(1)).isEmpty();
    }
}
