package transom.xen.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.XenException;

class KeptSharesTest {

    private final MemoryKeep keep = new MemoryKeep();
    private final KeptShares kept = new KeptShares(keep);

    private void put(String name, int... refs) {
        try (EventFd fd = EventFd.create()) {
            kept.put(name, new ShareRecord(new DomId(3), 77, refs), fd.fd());
        }
    }

    @Test
    void whatWasPutIsFound() {
        put("a/0", 8, -1, 900);
        ShareRecord found = kept.find("a/0").orElseThrow();
        assertThat(found.domain()).isEqualTo(new DomId(3));
        assertThat(found.key()).isEqualTo(77);
        assertThat(found.pages()).isEqualTo(3);
        assertThat(found.ref(1)).isEqualTo(new GrantRef(-1));
        assertThat(kept.all()).containsOnlyKeys("a/0");
        Fd.adopt(kept.dupFd("a/0").getAsInt()).close();
        kept.remove("a/0");
        assertThat(kept.find("a/0")).isEmpty();
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void theLargestShareFits() {
        put("big", IntStream.range(0, ShareRecord.MAX_PAGES).toArray());
        assertThat(kept.find("big").orElseThrow().ref(ShareRecord.MAX_PAGES - 1).value())
                .isEqualTo(ShareRecord.MAX_PAGES - 1);
        assertThatThrownBy(() -> put("bigger", new int[ShareRecord.MAX_PAGES + 1]))
                .hasMessageContaining("at most 65536");
        assertThat(kept.all()).as("nor is its fd kept").containsOnlyKeys("big");
        assertThat(keep.list()).hasSize(2);
    }

    @Test
    void whatOthersKeepIsNoShare() {
        keep.putRecord("vfb/1/0/resize", new byte[4]);
        keep.putRecord("gem/a", new byte[4]);
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void recordsThatAreNotUnderstoodAreNamed() {
        keep.putRecord("xen/new", new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> kept.find("new"))
                .isInstanceOf(XenException.class)
                .hasMessageContaining("'new'")
                .hasMessageContaining("another version");
        keep.putRecord("xen/cut", new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0});
        assertThatThrownBy(() -> kept.find("cut")).hasMessageContaining("damaged");
        keep.putRecord("xen/short", new byte[3]);
        assertThatThrownBy(() -> kept.find("short")).hasMessageContaining("another version");
    }

    @Test
    void oneThatIsNotUnderstoodDoesNotHideTheOthers() {
        keep.putRecord("xen/new", new byte[16]);
        put("a", 8);
        assertThat(kept.all()).containsOnlyKeys("a");
    }
}
