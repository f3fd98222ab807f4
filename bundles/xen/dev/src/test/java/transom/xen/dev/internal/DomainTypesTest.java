package transom.xen.dev.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import transom.xen.DomId;
import transom.xen.DomainType;

class DomainTypesTest {

    @Test
    void theKernelsWordForThisDomainAndLibxlsForOthers() {
        Map<String, String> store =
                Map.of("/libxl/1/type", "pv", "/libxl/2/type", "pvh", "/libxl/3/type", "hvm", "/libxl/4/type", "x");
        DomainTypes types = new DomainTypes(Optional.of("PV"), path -> Optional.ofNullable(store.get(path)));
        assertThat(types.of(DomId.DOM0)).isEqualTo(DomainType.PV);
        assertThat(types.of(new DomId(1))).isEqualTo(DomainType.PV);
        assertThat(types.of(new DomId(2))).isEqualTo(DomainType.PVH);
        assertThat(types.of(new DomId(3))).isEqualTo(DomainType.HVM);
        assertThat(types.of(new DomId(4))).isEqualTo(DomainType.UNKNOWN);
        assertThat(types.of(new DomId(5))).isEqualTo(DomainType.UNKNOWN);
        assertThat(new DomainTypes(Optional.empty(), path -> Optional.empty()).of(DomId.DOM0))
                .isEqualTo(DomainType.UNKNOWN);
    }
}
