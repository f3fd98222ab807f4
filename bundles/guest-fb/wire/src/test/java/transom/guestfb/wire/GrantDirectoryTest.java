package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

class GrantDirectoryTest {

    private final Map<Integer, ByteBuffer> granted = new HashMap<>();
    private int mapped;
    private int maps;

    private GuestPages map(GrantRef ref, boolean writable) {
        ByteBuffer page = granted.get(ref.value());
        if (page == null) {
            throw new IllegalStateException("not granted: " + ref);
        }
        mapped++;
        maps++;
        return new GuestPages(page, () -> mapped--);
    }

    @AfterEach
    void nothingStaysMapped() {
        assertThat(mapped).isZero();
    }

    private static GrantRef[] refs(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(GrantRef::new).toArray(GrantRef[]::new);
    }

    /** Grants directory pages 1, 2, ... as a frontend sets them up. */
    private GuestPages directory(int pages, GrantRef... refs) {
        int directories = GrantDirectory.directories(pages);
        ByteBuffer memory = ByteBuffer.allocateDirect(directories * 4096);
        GuestPages all = new GuestPages(memory, () -> {});
        GrantDirectory.initialise(all, refs(1, directories), refs);
        for (int i = 0; i < directories; i++) {
            granted.put(i + 1, memory.slice(i * 4096, 4096));
        }
        return all;
    }

    private void put(int ref, int offset, int value) {
        new GuestPages(granted.get(ref), () -> {}).putInt(offset, value);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1023, 1", "1024, 2", "2025, 2", "2046, 2", "2047, 3", "8100, 8", "32768, 33"})
    void theGrantsOfABufferAreFound(int pages, int directories) {
        GrantRef[] refs = refs(-1000 - pages, pages);
        directory(pages, refs);
        assertThat(GrantDirectory.directories(pages)).isEqualTo(directories);
        assertThat(GrantDirectory.read(new GrantRef(1), pages, this::map)).containsExactly(refs);
        assertThat(maps).isEqualTo(directories);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 8100})
    void theGrantsOfABufferAreTold(int pages) {
        GuestPages memory = directory(pages);
        GrantRef[] refs = refs(7000, pages);
        GrantDirectory.write(new GrantRef(1), refs, this::map);
        assertThat(GrantDirectory.granted(memory, pages)).containsExactly(refs);
    }

    @Test
    void directoriesLieWhereTheHeaderPutsThem() {
        GuestPages memory = directory(1024, refs(500, 1024));
        assertThat(memory.getInt(0)).as("gref_dir_next_page").isEqualTo(2);
        assertThat(memory.getInt(4)).isEqualTo(500);
        assertThat(memory.getInt(4092)).isEqualTo(1522);
        assertThat(memory.getInt(4096)).isZero();
        assertThat(memory.getInt(4100)).isEqualTo(1523);
    }

    @Test
    void noFirstPageIsNoDirectory() {
        assertRefused(new GrantRef(0), 5, "its directory ends after 0 of 1 pages");
    }

    @Test
    void aChainThatEndsEarlyIsNone() {
        directory(3000, refs(500, 3000));
        put(2, 0, 0);
        assertRefused(new GrantRef(1), 3000, "its directory ends after 2 of 3 pages");
    }

    @Test
    void aChainThatGoesOnIsNone() {
        directory(1000, refs(500, 1000));
        put(1, 0, 77);
        assertRefused(new GrantRef(1), 1000, "its directory goes on after the 1 pages that it needs");
        assertThat(maps).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 'page 1 is its page 0 again (grant 1)'", "3, 2, 'page 3 is its page 1 again (grant 2)'"})
    void aChainThatLoopsIsNone(int from, int to, String message) {
        directory(8100, refs(500, 8100));
        put(from, 0, to);
        assertRefused(new GrantRef(1), 8100, message);
        assertThat(maps).isLessThanOrEqualTo(2 * from);
    }

    @Test
    void theLastPageMayNotLeadToTheFirst() {
        directory(2000, refs(500, 2000));
        put(2, 0, 1);
        assertRefused(new GrantRef(1), 2000, "goes on after the 2 pages");
    }

    private void assertRefused(GrantRef first, int pages, String message) {
        assertThatThrownBy(() -> GrantDirectory.read(first, pages, this::map))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> GrantDirectory.write(first, refs(1, pages), this::map))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPageWithoutAGrantIsNone() {
        directory(1030, refs(500, 1030));
        put(2, 8, 0);
        assertThatThrownBy(() -> GrantDirectory.read(new GrantRef(1), 1030, this::map))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("its directory has no grant for page 1024 of 1030");
    }

    @Test
    void aDirectoryThatIsNotGrantedIsTheMappersMatter() {
        directory(3000, refs(500, 3000));
        put(1, 0, 99);
        assertThatThrownBy(() -> GrantDirectory.read(new GrantRef(1), 3000, this::map))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not granted: 99");
    }

    @Test
    void nothingIsWrittenButWhatTheBufferNeeds() {
        GuestPages memory = directory(3);
        memory.putInt(4 + 3 * 4, 0x5a5a5a5a);
        GrantDirectory.write(new GrantRef(1), refs(7, 3), this::map);
        assertThat(memory.getInt(0)).isZero();
        assertThat(memory.getInt(4 + 3 * 4)).isEqualTo(0x5a5a5a5a);
    }

    /** Whatever the pages hold, the walk ends and throws nothing but {@link ProtocolException}. */
    @Test
    void anyChainIsWalkedOrRefused() {
        int walked = 0;
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            int pages = 1 + random.nextInt(4000);
            granted.clear();
            for (int ref = 0; ref < 8; ref++) {
                ByteBuffer page = ByteBuffer.allocateDirect(4096);
                granted.put(ref, page);
                put(ref, 0, random.nextInt(8));
                for (int i = 0; i < 1023; i++) {
                    put(ref, 4 + i * 4, random.nextInt(100_000));
                }
            }
            maps = 0;
            try {
                assertThat(GrantDirectory.read(new GrantRef(random.nextInt(8)), pages, this::map))
                        .hasSize(pages);
                walked++;
            } catch (ProtocolException e) {
                assertThat(e).hasMessageContaining("its directory");
            }
            assertThat(maps).isLessThanOrEqualTo(GrantDirectory.directories(pages));
        }
        assertThat(walked).isPositive();
    }
}
