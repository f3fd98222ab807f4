package transom.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void pathsAreThoseOfXenbus() {
        DeviceId device = new DeviceId(new DomId(3), "vfb", 0);
        assertThat(device.frontendPath()).isEqualTo("/local/domain/3/device/vfb/0");
        assertThat(device.backendPath(DomId.DOM0)).isEqualTo("/local/domain/0/backend/vfb/3/0");
        assertThat(device).hasToString("dom3/vfb0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "32752", "99999999999", "1 "})
    void aDomainIsANumberBelowTheReservedOnes(String text) {
        assertThatThrownBy(() -> DomId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../0", "vfb/0", "VFB"})
    void aDeviceTypeIsNoPath(String type) {
        assertThatThrownBy(() -> new DeviceId(DomId.DOM0, type, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyTextIsAState() {
        assertThat(XenbusState.parse("4")).isEqualTo(XenbusState.CONNECTED);
        for (String text : new String[] {"", "9", "44", "-1", "\u0664", "connected"}) {
            assertThat(XenbusState.parse(text)).as(text).isEqualTo(XenbusState.UNKNOWN);
        }
    }

    @Test
    void permissionsAreReadAndWrittenAsTheProtocolDoes() {
        assertThat(StorePermission.parse("b7"))
                .isEqualTo(new StorePermission(StorePermission.Access.BOTH, new DomId(7)))
                .hasToString("b7");
        assertThatThrownBy(() -> StorePermission.parse("x7")).hasMessageContaining("'x7'");
        assertThatThrownBy(() -> StorePermission.parse("r")).isInstanceOf(IllegalArgumentException.class);
    }
}
