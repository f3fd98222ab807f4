package transom.xen.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.support.ChannelRecord.Kind;

/** Other programs read these records: the text is what they rely on. */
class KeptChannelsTest {

    private final MemoryKeep keep = new MemoryKeep();
    private final KeptChannels channels = new KeptChannels(keep);
    private final KeptPages pages = new KeptPages(keep);

    private String text(String name) {
        return new String(keep.record(name).orElseThrow(), StandardCharsets.US_ASCII);
    }

    private void put(String name, Kind kind, int files) {
        try (EventFd file = EventFd.create()) {
            int[] fds = new int[files];
            java.util.Arrays.fill(fds, file.fd());
            channels.put(name, new ChannelRecord(kind, new DomId(3), -2, 17), fds);
        }
    }

    @Test
    void channelsAreRecordsAndFiles() {
        put("a/0", Kind.EVTCHN, 1);
        assertThat(text("xen/channel/a/0"))
                .isEqualTo("version=1\nkind=evtchn\ndomain=3\nremote-port=4294967294\nport=17\n");
        put("a/1", Kind.EVENTFD, 3);
        assertThat(text("xen/channel/a/1")).contains("kind=eventfd\n");
        assertThat(channels.names()).containsExactly("a/0", "a/1");

        KeptChannels.Found found =
                channels.find("a/1", Kind.EVENTFD, record -> true).orElseThrow();
        assertThat(found.record()).isEqualTo(new ChannelRecord(Kind.EVENTFD, new DomId(3), -2, 17));
        assertThat(found.files()).hasSize(3);
        found.files().forEach(Fd::close);
        assertThat(channels.find("a/1", Kind.EVTCHN, record -> true)).isEmpty();
        assertThat(channels.find("a/1", Kind.EVENTFD, record -> record.isOf(new DomId(3), 2)))
                .isEmpty();

        channels.remove("a/0");
        channels.remove("a/1");
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void whatIsNotWholeIsNotFound() {
        put("a", Kind.EVENTFD, 3);
        keep.remove("xen/channel/a/binding");
        assertThat(channels.find("a", Kind.EVENTFD, record -> true)).isEmpty();
        keep.putRecord("xen/channel/b", "version=2\nkind=evtchn\ndomain=3\nremote-port=1\nport=17\n".getBytes());
        keep.putRecord("xen/channel/c", "version=1\nkind=evtchn\ndomain=x\n".getBytes());
        assertThat(channels.find("b", Kind.EVTCHN, record -> true)).isEmpty();
        assertThat(channels.find("c", Kind.EVTCHN, record -> true)).isEmpty();
        assertThat(new KeptShares(keep).all()).as("nor is it a share").isEmpty();
    }

    @Test
    void pagesAreRecords() {
        pages.putGrant("a/0", new DomId(3), new GrantRef(-1));
        assertThat(text("xen/page/a/0")).isEqualTo("version=1\nkind=grant\ndomain=3\nref=4294967295\n");
        try (EventFd file = EventFd.create()) {
            pages.putFile("a/1", 1L << 33, file.fd());
        }
        assertThat(text("xen/page/a/1")).isEqualTo("version=1\nkind=file\noffset=8589934592\n");
        OptionalInt fd = keep.dupFd("xen/page/a/1");
        Fd.adopt(fd.getAsInt()).close();
        pages.removeIf("a/0"::equals);
        assertThat(keep.record("xen/page/a/0")).isEmpty();
        pages.remove("a/1");
        assertThat(keep.list()).isEmpty();
        assertThatThrownBy(() -> pages.putGrant("a b", new DomId(3), new GrantRef(1)))
                .hasMessageContaining("name 'a b'");
    }
}
