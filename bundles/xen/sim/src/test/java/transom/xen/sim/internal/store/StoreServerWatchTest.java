package transom.xen.sim.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.xen.DomId;
import transom.xen.StoreWatch;

class StoreServerWatchTest {

    private final StoreFixture fixture = new StoreFixture();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void awaitHeard(String... paths) {
        Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly(paths));
    }

    @Test
    void aWatchFiresAtOnceAndForAllBelow() {
        fixture.dom0.watch("/a", heard::add);
        awaitHeard("/a");
        fixture.dom0.write("/a/b/c", "1");
        fixture.dom0.write("/ab", "not below");
        fixture.dom0.write("/a", "2");
        awaitHeard("/a", "/a/b/c", "/a");
    }

    @Test
    void removingFiresForWatchesBelowToo() {
        fixture.dom0.write("/a/b", "1");
        fixture.dom0.watch("/a/b", heard::add);
        awaitHeard("/a/b");
        fixture.dom0.remove("/a");
        awaitHeard("/a/b", "/a/b");
    }

    @Test
    void aTransactionFiresWhenItEnds() {
        fixture.dom0.watch("/t", heard::add);
        awaitHeard("/t");
        fixture.dom0.transaction(store -> {
            store.write("/t/1", "");
            store.write("/t/2", "");
            fixture.connect(DomId.DOM0).write("/t/0", "");
            return null;
        });
        Awaitility.await().until(() -> heard.contains("/t/2"));
        assertThat(heard.indexOf("/t/0")).isLessThan(heard.indexOf("/t/1"));
    }

    @Test
    void whenDomainsComeAndGoTheControlDomainIsTold() {
        fixture.dom0.watch("@introduceDomain", heard::add);
        fixture.dom0.watch("@releaseDomain", heard::add);
        awaitHeard("@introduceDomain", "@releaseDomain");
        fixture.onServer(() -> {
            fixture.server.introduce(new DomId(3));
            fixture.server.release(new DomId(3));
            return null;
        });
        awaitHeard("@introduceDomain", "@releaseDomain", "@introduceDomain", "@releaseDomain");
    }

    @Test
    void aDomainIsIntroducedUntilItIsReleased() {
        DomId domain = new DomId(3);
        assertThat(fixture.dom0.isIntroduced(domain)).isFalse();
        fixture.onServer(() -> {
            fixture.server.introduce(domain);
            return null;
        });
        assertThat(fixture.dom0.isIntroduced(domain)).isTrue();
        fixture.onServer(() -> {
            fixture.server.release(domain);
            return null;
        });
        assertThat(fixture.dom0.isIntroduced(domain)).isFalse();
    }

    @Test
    void closedWatchesAreNotInTheBooks() {
        StoreWatch watch = fixture.dom0.watch("/a", heard::add);
        assertThat(watched()).containsExactly("/a");
        watch.close();
        fixture.dom0.mkdir("/after");
        assertThat(watched()).isEmpty();
    }

    private List<String> watched() {
        return fixture.onServer(() -> fixture.server.watchedBy(DomId.DOM0));
    }

    @Test
    void aDomainThatGoesLosesItsConnection() {
        var guest = fixture.guestWithFolder();
        guest.watch("/local/domain/1", heard::add);
        fixture.onServer(() -> {
            fixture.server.release(StoreFixture.GUEST);
            return null;
        });
        Awaitility.await().until(() -> fixture.lost.size() == 1);
        assertThat(fixture.lost.get(0)).contains("closed the connection");
        assertThat(fixture.dom0.read("/local/domain/1/data")).contains("");
    }
}
