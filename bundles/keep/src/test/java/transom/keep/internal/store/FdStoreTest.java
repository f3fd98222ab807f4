package transom.keep.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.keep.KeptEntry.Kind;
import transom.keep.internal.memory.MemoryKeep;
import transom.keep.internal.supervisor.Supervisor;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.linux.MemFd;

class FdStoreTest {

    private long eventFdsBefore;
    private MemoryKeep keep;
    private EventFd event;

    @BeforeEach
    void hold() {
        eventFdsBefore = openEventFds();
        keep = new MemoryKeep();
        event = EventFd.create();
    }

    @AfterEach
    void leaksNothing() {
        event.close();
        keep.close();
        assertThat(openEventFds()).isEqualTo(eventFdsBefore);
    }

    @Test
    void recordsAreCopiedInAndOut() {
        byte[] bytes = {1, 2, 3};
        keep.putRecord("vfb/3/0/resize", bytes);
        bytes[0] = 9;
        keep.record("vfb/3/0/resize").orElseThrow()[1] = 9;
        assertThat(keep.record("vfb/3/0/resize").orElseThrow()).containsExactly(1, 2, 3);
        keep.putRecord("vfb/3/0/resize", new byte[0]);
        assertThat(keep.record("vfb/3/0/resize").orElseThrow()).isEmpty();
        assertThat(keep.record("vfb/3/1/resize")).isEmpty();
    }

    @Test
    void anFdOutlivesItsOwnersAndItsDuplicates() {
        keep.putFd("ring", event.fd());
        event.signal();
        event.close();
        Fd.adopt(keep.dupFd("ring").orElseThrow()).close();
        try (EventFd again = EventFd.adopt(Fd.adopt(keep.dupFd("ring").orElseThrow()))) {
            assertThat(again.drain()).isEqualTo(1);
        }
        assertThat(keep.dupFd("none")).isEmpty();
    }

    @Test
    void replacedAndRemovedFdsAreClosed() {
        long before = openEventFds();
        keep.putFd("ring", event.fd());
        keep.putFd("ring", event.fd());
        assertThat(openEventFds()).isEqualTo(before + 1);
        keep.putRecord("ring", new byte[] {1});
        keep.remove("ring");
        assertThat(openEventFds()).isEqualTo(before);
        assertThat(keep.list()).isEmpty();
        keep.remove("ring");
    }

    @Test
    void listsByNameWithSizes() {
        keep.putRecord("b", new byte[7]);
        keep.putFd("a", event.fd());
        keep.putFd("b", event.fd());
        assertThat(keep.list())
                .extracting(KeptEntry::name, KeptEntry::kind, KeptEntry::bytes)
                .containsExactly(tuple("a", Kind.FD, -1L), tuple("b", Kind.RECORD, 7L), tuple("b", Kind.FD, -1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a\n", "a:b"})
    void refusesNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keep.putRecord(name, new byte[1]))
                .withMessageContaining("'" + name + "'");
        assertThatIllegalArgumentException().isThrownBy(() -> keep.putFd(name, event.fd()));
    }

    @Test
    void boundsNamesRecordsAndTheirNumber() {
        keep.putRecord("n".repeat(Keep.MAX_NAME_LENGTH), new byte[Keep.MAX_RECORD_BYTES]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keep.putRecord("n".repeat(Keep.MAX_NAME_LENGTH + 1), new byte[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keep.putRecord("big", new byte[Keep.MAX_RECORD_BYTES + 1]))
                .withMessageContaining("big")
                .withMessageContaining("65536");
        for (int i = 1; i < Keep.MAX_ENTRIES; i++) {
            keep.putRecord("r" + i, new byte[1]);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> keep.putFd("more", event.fd()))
                .withMessageContaining("more");
        keep.putRecord("r1", new byte[2]);
        keep.remove("r2");
        keep.putFd("more", event.fd());
    }

    @Test
    void aClosedFdIsRefusedByName() {
        int raw = event.fd();
        event.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keep.putFd("ring", raw))
                .withMessageContaining("ring")
                .withMessageContaining("EBADF");
    }

    @Test
    void closedItThrowsButForgivesRemove() {
        keep.close();
        keep.remove("ring");
        keep.close();
        assertThatIllegalStateException().isThrownBy(keep::list);
        assertThatIllegalStateException().isThrownBy(() -> keep.putRecord("a", new byte[1]));
        assertThatIllegalStateException().isThrownBy(() -> keep.dupFd("a"));
    }

    @Test
    void theNextStoreOfTheProcessGoesOn() {
        Properties process = new Properties();
        FdStore first = new FdStore(process, Supervisor.NONE);
        first.putRecord("vfb/3/0/resize", new byte[] {1});
        first.putFd("ring", event.fd());
        first.putFd("vfb/3/0/resize/of/it", event.fd());
        Instant since = first.list().get(1).since();
        first.close();
        event.signal();
        FdStore next = new FdStore(process, Supervisor.NONE);
        assertThat(next.record("vfb/3/0/resize")).hasValue(new byte[] {1});
        assertThat(next.list())
                .extracting(KeptEntry::name, KeptEntry::since)
                .contains(tuple("vfb/3/0/resize", since), tuple("vfb/3/0/resize/of/it", since));
        next.remove("vfb/3/0/resize/of/it");
        try (EventFd again = EventFd.adopt(Fd.adopt(next.dupFd("ring").orElseThrow()))) {
            assertThat(again.drain()).isEqualTo(1);
        }
        next.remove("ring");
        next.remove("vfb/3/0/resize");
        assertThat(new FdStore(process, Supervisor.NONE).list()).isEmpty();
    }

    @Test
    void aRecordKeepsItsAge() {
        keep.putRecord("a", new byte[] {1});
        Instant since = keep.list().get(0).since();
        await().until(() -> Instant.now().isAfter(since.plusMillis(2)));
        keep.putRecord("a", new byte[] {2});
        assertThat(keep.list().get(0).since()).isEqualTo(since);
    }

    @Test
    void whatAnotherVersionWroteIsLeftAlone() {
        Properties process = new Properties();
        try (Fd other = MemFd.create("later", 64, false);
                FdStore store = new FdStore(process, Supervisor.NONE)) {
            HeldFds held = new HeldFds(process);
            held.add("R/later", other.dup());
            held.add("X/later", other.dup());
            FdStore next = new FdStore(process, Supervisor.NONE);
            assertThat(next.record("later")).isEmpty();
            assertThat(next.list())
                    .extracting(KeptEntry::name, KeptEntry::kind, KeptEntry::bytes)
                    .containsExactly(tuple("later", Kind.RECORD, -1L));
            next.putRecord("later", new byte[] {5});
            assertThat(next.record("later")).hasValue(new byte[] {5});
            assertThat(new FdStore(process, Supervisor.NONE).record("later")).hasValue(new byte[] {5});
            next.remove("later");
            assertThat(process).containsOnlyKeys("transom.keep.fd.X/later");
            assertThat(store.list()).isEmpty();
        }
    }

    @Test
    void namesFitIntoTheEnvironment() {
        String prefix = "n".repeat(Keep.MAX_NAME_LENGTH - 4);
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int i = 1000; i < 2000; i++) {
                        keep.putRecord(prefix + i, new byte[1]);
                    }
                })
                .withMessageContaining("130816 bytes");
        assertThat(keep.list()).hasSize(511);
    }

    private static long openEventFds() {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            List<Path> all = fds.toList();
            return all.stream().filter(FdStoreTest::isEventFd).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEventFd(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString().startsWith("anon_inode:[eventfd");
        } catch (IOException e) {
            return false; // the fd that listed the folder
        }
    }
}
