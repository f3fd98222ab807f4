package transom.xen.sim.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.XenStoreException;
import transom.xen.store.StoreClient;

/** The client against the server. */
class StoreServerTest {

    private final StoreFixture fixture = new StoreFixture();
    private final StoreClient dom0 = fixture.dom0;

    @AfterEach
    void close() {
        fixture.close();
    }

    static void assertErrno(String errno, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        XenStoreException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void nodesAreWrittenWithThoseAboveThem() {
        dom0.write("/a/b/c", "value");
        assertThat(dom0.read("/a/b/c")).contains("value");
        assertThat(dom0.read("/a/b")).contains("");
        assertThat(dom0.directory("/a")).containsExactly("b");
        assertThat(dom0.directory("/")).contains("a", "tool");
        assertThat(dom0.read("/a/x")).isEmpty();
        assertThat(dom0.directory("/none")).isEmpty();
    }

    @Test
    void valuesMayBeAnyBytesOfText() {
        dom0.write("/a", "größe\0with nul\n");
        assertThat(dom0.read("/a")).contains("größe\0with nul\n");
        dom0.write("/a", "");
        assertThat(dom0.read("/a")).contains("");
    }

    @Test
    void mkdirKeepsWhatIsThere() {
        dom0.write("/a", "kept");
        dom0.mkdir("/a");
        dom0.mkdir("/b/c");
        assertThat(dom0.read("/a")).contains("kept");
        assertThat(dom0.read("/b/c")).contains("");
    }

    @Test
    void removingTakesAllBelow() {
        dom0.write("/a/b/c", "1");
        dom0.write("/a/d", "2");
        dom0.remove("/a/b");
        assertThat(dom0.directory("/a")).containsExactly("d");
        assertThat(dom0.read("/a/b/c")).isEmpty();
        dom0.remove("/a/none");
        dom0.remove("/none/none");
        assertErrno("EINVAL", () -> dom0.remove("/"));
    }

    @Test
    void permissionsAreKeptInheritedAndGivenAway() {
        dom0.write("/a", "");
        List<StorePermission> permissions = List.of(StorePermission.parse("n0"), StorePermission.parse("b7"));
        dom0.setPermissions("/a", permissions);
        dom0.write("/a/b", "");
        assertThat(dom0.permissions("/a/b")).isEqualTo(permissions);
        assertErrno("ENOENT", () -> dom0.permissions("/none"));
        assertErrno("ENOENT", () -> dom0.setPermissions("/none", permissions));
    }

    @Test
    void listsLongerThanAMessageArriveWhole() {
        List<String> names =
                IntStream.range(1000, 2500).mapToObj(i -> "node-" + i).toList();
        dom0.transaction(store -> {
            names.forEach(name -> store.mkdir("/many/" + name));
            return null;
        });
        assertThat(dom0.directory("/many")).isEqualTo(names);
    }

    @Test
    void aListThatJustFillsAMessageNeedsNoParts() {
        List<String> names =
                IntStream.range(0, 1024).mapToObj(i -> String.format("%03x", i)).toList();
        dom0.transaction(store -> {
            names.forEach(name -> store.mkdir("/full/" + name));
            return null;
        });
        assertThat(dom0.directory("/full")).isEqualTo(names);
        dom0.mkdir("/full/" + "zzz");
        assertThat(dom0.directory("/full")).hasSize(1025).endsWith("zzz");
    }

    @Test
    void badPathsAreRefused() {
        for (String path : List.of("/a//b", "/a/", "/a b", "/a\n", "/" + "x".repeat(3100), "@releaseDomain")) {
            assertErrno("EINVAL", () -> dom0.write(path, "1"));
        }
    }

    @Test
    void conflictingTransactionsAreRunAgain() {
        dom0.write("/counter", "0");
        StoreClient other = fixture.connect(DomId.DOM0);
        int[] runs = {0};
        dom0.transaction(store -> {
            int seen = Integer.parseInt(store.read("/counter").orElseThrow());
            if (runs[0]++ == 0) {
                other.write("/counter", "10");
            }
            store.write("/counter", Integer.toString(seen + 1));
            return null;
        });
        assertThat(runs[0]).isEqualTo(2);
        assertThat(dom0.read("/counter")).contains("11");
    }

    @Test
    void aTransactionIsUnseenUntilItEndsAndGoneIfItFails() {
        StoreClient other = fixture.connect(DomId.DOM0);
        dom0.transaction(store -> {
            store.write("/a/b", "1");
            assertThat(store.read("/a/b")).contains("1");
            assertThat(store.directory("/a")).containsExactly("b");
            assertThat(other.read("/a/b")).isEmpty();
            return null;
        });
        assertThat(other.read("/a/b")).contains("1");
        assertThatThrownBy(() -> dom0.transaction(store -> {
                    store.remove("/a");
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(other.read("/a/b")).contains("1");
    }

    @Test
    void transactionsThatTouchOtherNodesDoNotConflict() {
        dom0.write("/x", "0");
        dom0.write("/y", "0");
        int[] runs = {0};
        dom0.transaction(store -> {
            runs[0]++;
            store.write("/x", "1");
            fixture.connect(DomId.DOM0).write("/y", "1");
            return null;
        });
        assertThat(runs[0]).isEqualTo(1);
    }
}
