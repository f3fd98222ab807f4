package transom.xen.dev.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.XenException;
import transom.xen.dev.internal.dmabuf.Device;
import transom.xen.dev.internal.dmabuf.DmaBufs;
import transom.xen.support.KeptPages;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;

class PrivcmdMemoryTest {

    private static final DomId DOM5 = new DomId(5);

    @Test
    void aFrameThatFailedIsNamedAlsoWhereTheCallSucceeded() {
        ByteBuffer errors = Direct.allocate(12).putInt(4, -Errno.EINVAL).putInt(8, -Errno.ENOENT);
        assertThatThrownBy(() -> PrivcmdMemory.check(DOM5, new long[] {1, 0xabc, 3}, errors, 0))
                .isInstanceOf(XenException.class)
                .hasMessage("cannot map 2 of 3 frames of dom5, first frame 0xabc: EINVAL Invalid argument");
    }

    @Test
    void aCallThatFailedIsNamed() {
        assertThatThrownBy(() -> PrivcmdMemory.check(DOM5, new long[] {1}, Direct.allocate(4), -Errno.EPERM))
                .hasMessageStartingWith("cannot map 1 frames of dom5: EPERM");
    }

    @Test
    void success() {
        assertThatCode(() -> PrivcmdMemory.check(DOM5, new long[] {1}, Direct.allocate(4), 0))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsNotPrivcmdLeavesNothingBehind() {
        Ledger ledger = new Ledger();
        try (var file = MemFd.create("not-privcmd", 8192, false)) {
            PrivcmdMemory memory = new PrivcmdMemory(file, ledger);
            assertThatThrownBy(() -> memory.map(DOM5, new long[] {1, 2}, false))
                    .isInstanceOf(XenException.class)
                    .hasMessageContaining("ENOTTY");
        }
        assertThat(ledger).extracting("foreignPages").isEqualTo(0L);
    }

    @Test
    void grantsOfAFileThatIsNotGntdevAreRefused() {
        try (var file = MemFd.create("not-gntdev", 8192, false)) {
            MemoryKeep keep = new MemoryKeep();
            DmaBufs dmaBufs = new DmaBufs(Device.GNTDEV, new KeptShares(keep), new Ledger());
            GntdevTable grants = new GntdevTable(file, dmaBufs, new KeptPages(keep), new Ledger());
            assertThatThrownBy(() -> grants.map(DOM5, new GrantRef[] {new GrantRef(8)}, true))
                    .isInstanceOf(XenException.class)
                    .hasMessageStartingWith("cannot map 1 grants of dom5, first grant 8: ENOTTY");
        }
    }
}
