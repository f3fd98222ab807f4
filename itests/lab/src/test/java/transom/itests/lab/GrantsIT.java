package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dma-bufs are granted, mapped and made of grants by the real gntdev; dom0 is PV here and may map its own grants. */
@ExtendWith(LabLogs.class)
class GrantsIT {

    @ParameterizedTest
    @ValueSource(strings = {"udmabuf", "dma-heap"})
    void pagesAreSharedBothWaysAndNothingIsLeft(String allocator) {
        var protocol = Transom.shell("check:grants " + allocator);
        assertThat(protocol).doesNotContain("FAILED").contains("nothing is held in the end");
        assertThat(protocol).contains("through grants, of 300 pages wrong there 0, wrong here 0");
        assertThat(protocol).contains("its pages are returned");
        assertThat(Transom.rows("xen:shares")).isEmpty();
    }

    @Test
    void thisXenIsTold() {
        var xen = Transom.rows("xen:info").get(0);
        assertThat(xen.getString("xen")).startsWith("Xen 4.");
        assertThat(xen.getString("type")).isEqualTo("PV");
        assertThat(xen.getString("sharing")).isEqualTo("yes, by /dev/xen/gntdev");
        assertThat(xen.getString("exporting")).isEqualTo("yes, by /dev/xen/gntdev");
    }
}
