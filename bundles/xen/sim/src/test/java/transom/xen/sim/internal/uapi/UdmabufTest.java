package transom.xen.sim.internal.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class UdmabufTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void layout() {
        assertThat(Udmabuf.CREATE_LIST).isEqualTo(golden.constant("UDMABUF_CREATE_LIST"));
        assertThat(Udmabuf.FLAGS_CLOEXEC).isEqualTo((int) golden.constant("UDMABUF_FLAGS_CLOEXEC"));
        assertThat(Udmabuf.LIST_SIZE).isEqualTo(golden.size("udmabuf_create_list"));
        assertThat(Udmabuf.LIST_FLAGS).isEqualTo(golden.offset("udmabuf_create_list.flags"));
        assertThat(Udmabuf.LIST_COUNT).isEqualTo(golden.offset("udmabuf_create_list.count"));
        assertThat(Udmabuf.ITEM_SIZE).isEqualTo(golden.size("udmabuf_create_item"));
        assertThat(Udmabuf.ITEM_MEMFD).isEqualTo(golden.offset("udmabuf_create_item.memfd"));
        assertThat(Udmabuf.ITEM_OFFSET).isEqualTo(golden.offset("udmabuf_create_item.offset"));
        assertThat(Udmabuf.ITEM_SIZE_FIELD).isEqualTo(golden.offset("udmabuf_create_item.size"));
    }

    @Test
    void itemsFollowTheHeader() {
        ByteBuffer argument =
                Udmabuf.createList(List.of(new Udmabuf.Item(5, 4096, 8192), new Udmabuf.Item(5, 1L << 33, 4096)));
        assertThat(argument.capacity()).isEqualTo(8 + 2 * 24);
        assertThat(argument.getInt(0)).isEqualTo(1);
        assertThat(argument.getInt(4)).isEqualTo(2);
        assertThat(argument.getInt(8)).isEqualTo(5);
        assertThat(argument.getLong(16)).isEqualTo(4096);
        assertThat(argument.getLong(24)).isEqualTo(8192);
        assertThat(argument.getLong(40)).isEqualTo(1L << 33);
    }
}
