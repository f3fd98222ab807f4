package transom.xen.sim.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static transom.xen.sim.internal.store.StoreServerTest.assertErrno;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.StoreWatch;
import transom.xen.store.StoreClient;
import transom.xen.store.StoreMessage;
import transom.xen.store.StoreOp;
import transom.xen.store.StorePayload;
import transom.xen.store.StoreProtocolException;

/** What a guest may do, and what it costs it to misbehave. */
class StoreRightsTest {

    private static final String DATA = "/local/domain/1/data";

    @Test
    void aGuestReadsWhatItMayAndWritesWhatIsItsOwn() {
        try (StoreFixture fixture = new StoreFixture()) {
            StoreClient guest = fixture.guestWithFolder();
            guest.write(DATA + "/x", "mine");
            assertThat(fixture.dom0.read(DATA + "/x")).contains("mine");
            assertThat(guest.permissions(DATA + "/x")).containsExactly(StorePermission.parse("n1"));
            assertErrno("EACCES", () -> guest.write("/local/domain/1/other", "no"));
            assertErrno("EACCES", () -> guest.write("/local/domain/0/backend", "no"));
            assertErrno("EACCES", () -> guest.read("/tool"));
            assertErrno("EACCES", () -> guest.directory("/"));
            assertErrno("EACCES", () -> guest.remove("/local/domain/1"));
        }
    }

    @Test
    void whatIsMissingIsToldOnlyWhereTheGuestMayLook() {
        try (StoreFixture fixture = new StoreFixture()) {
            StoreClient guest = fixture.guestWithFolder();
            assertThat(guest.read(DATA + "/none")).isEmpty();
            assertErrno("EACCES", () -> guest.read("/tool/none"));
        }
    }

    @Test
    void aGuestDoesNotGiveNodesAway() {
        try (StoreFixture fixture = new StoreFixture()) {
            StoreClient guest = fixture.guestWithFolder();
            assertErrno("EPERM", () -> guest.setPermissions(DATA, List.of(StorePermission.parse("n0"))));
            assertErrno("EACCES", () -> guest.setPermissions("/local/domain/1", List.of(StorePermission.parse("b1"))));
            guest.setPermissions(DATA, List.of(StorePermission.parse("n1"), StorePermission.parse("r2")));
            StoreClient second = fixture.connect(new DomId(2));
            assertThat(second.read(DATA)).contains("");
            assertErrno("EACCES", () -> second.write(DATA, "x"));
        }
    }

    @Test
    void quotasBoundAGuestAndNotTheControlDomain() {
        try (StoreFixture fixture = new StoreFixture(new Quota(4, 16, 2, 2, 1))) {
            StoreClient guest = fixture.guestWithFolder();
            guest.write(DATA + "/1", "");
            guest.write(DATA + "/2", "");
            guest.write(DATA + "/3", "");
            assertErrno("ENOSPC", () -> guest.write(DATA + "/4", ""));
            guest.remove(DATA + "/2");
            guest.write(DATA + "/4", "");
            assertErrno("ENOSPC", () -> guest.write(DATA + "/4", "x".repeat(17)));
            fixture.dom0.write(DATA + "/5", "x".repeat(4000));
            guest.watch(DATA, path -> {});
            guest.watch(DATA, path -> {});
            assertErrno("E2BIG", () -> guest.watch(DATA, path -> {}));
            guest.transaction(store -> {
                assertErrno("ENOSPC", () -> guest.transaction(second -> null));
                return null;
            });
        }
    }

    @Test
    void aQuotaHoldsInATransactionToo() {
        try (StoreFixture fixture = new StoreFixture(new Quota(3, 16, 2, 2, 1))) {
            StoreClient guest = fixture.guestWithFolder();
            assertErrno(
                    "ENOSPC",
                    () -> guest.transaction(store -> {
                        store.mkdir(DATA + "/1");
                        store.mkdir(DATA + "/2");
                        store.mkdir(DATA + "/3");
                        return null;
                    }));
            assertThat(guest.directory(DATA)).isEmpty();
        }
    }

    @Test
    void aGuestDoesNotHearOfNodesThatItMayNotRead() throws Exception {
        try (StoreFixture fixture = new StoreFixture()) {
            StoreClient guest = fixture.guestWithFolder();
            List<String> heard = new ArrayList<>();
            CountDownLatch last = new CountDownLatch(1);
            guest.watch("/", path -> {
                heard.add(path);
                if (path.equals(DATA + "/last")) {
                    last.countDown();
                }
            });
            StoreWatch special = guest.watch("@releaseDomain", heard::add);
            fixture.dom0.write("/secret/x", "1");
            fixture.onServer(() -> {
                fixture.server.release(new DomId(9));
                return null;
            });
            guest.write(DATA + "/last", "1");
            assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard).containsExactly("/", "@releaseDomain", DATA + "/last");
            special.close();
        }
    }

    @Test
    void whatIsNoMessageCostsThatConnectionOnly() {
        try (StoreFixture fixture = new StoreFixture()) {
            StoreClient guest = fixture.guestWithFolder();
            try (UnixSocket bad = fixture.rawConnect(StoreFixture.GUEST)) {
                ByteBuffer header = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
                header.putInt(2).putInt(1).putInt(0).putInt(4097).flip();
                bad.send(header);
                assertThat(bad.awaitReadable(5000)).isTrue();
                assertThat(bad.receive(ByteBuffer.allocateDirect(64), new ArrayList<>()))
                        .isZero();
            }
            guest.write(DATA + "/still", "here");
            assertThat(fixture.lost).isEmpty();
        }
    }

    @Test
    void requestsThatMakeNoSenseAreErrors() {
        try (StoreFixture fixture = new StoreFixture()) {
            fixture.guestWithFolder();
            try (UnixSocket raw = fixture.rawConnect(StoreFixture.GUEST)) {
                assertThat(ask(raw, 99, "")).isEqualTo("ENOSYS");
                assertThat(ask(raw, StoreOp.READ.code(), "")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.READ.code(), "no nul")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.WRITE.code(), "no nul")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.WATCH.code(), "one\0")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.UNWATCH.code(), DATA + "\0nobody\0"))
                        .isEqualTo("ENOENT");
                assertThat(ask(raw, StoreOp.SET_PERMS.code(), DATA + "\0")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.SET_PERMS.code(), DATA + "\0q1\0")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.TRANSACTION_END.code(), "T\0")).isEqualTo("ENOENT");
                assertThat(ask(raw, StoreOp.TRANSACTION_END.code(), "maybe\0")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.INTRODUCE.code(), "5\0")).isEqualTo("EACCES");
                assertThat(ask(raw, StoreOp.GET_DOMAIN_PATH.code(), "many\0")).isEqualTo("EINVAL");
                assertThat(ask(raw, StoreOp.GET_DOMAIN_PATH.code(), "5\0")).isEqualTo("/local/domain/5");
                assertThat(ask(raw, StoreOp.WRITE.code(), "data/relative\0yes")).isEqualTo("OK");
                assertThat(ask(raw, StoreOp.READ.code(), "data/relative\0")).isEqualTo("yes");
            }
        }
    }

    private static String ask(UnixSocket raw, int type, String payload) {
        StoreMessage request = new StoreMessage(type, 1, 0, payload.getBytes());
        ByteBuffer bytes = ByteBuffer.allocateDirect(request.length());
        request.encode(bytes);
        raw.send(bytes.flip());
        assertThat(raw.awaitReadable(5000)).isTrue();
        ByteBuffer answer = ByteBuffer.allocateDirect(5000);
        raw.receive(answer, new ArrayList<>());
        try {
            return StorePayload.first(StoreMessage.decode(answer.flip()).payload());
        } catch (StoreProtocolException e) {
            throw new AssertionError(e);
        }
    }
}
