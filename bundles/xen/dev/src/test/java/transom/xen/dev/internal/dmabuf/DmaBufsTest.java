package transom.xen.dev.internal.dmabuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Errno;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;

class DmaBufsTest {

    private static final DomId DOM5 = new DomId(5);
    private static final GrantRef[] REFS = {new GrantRef(8), new GrantRef(9)};

    private final FakeGntdev kernel = new FakeGntdev();
    private final MemoryKeep keep = new MemoryKeep();
    private Ledger ledger = new Ledger();
    private DmaBufs dmaBufs = new DmaBufs(kernel, new KeptShares(keep), ledger);

    @AfterEach
    void nothingIsLeft() {
        assertThat(keep.list()).isEmpty();
        assertThat(kernel.imported).isEmpty();
        assertThat(kernel.openFiles()).isZero();
        assertThat(ledger.dmaBufs()).isEmpty();
    }

    @Test
    void aShareIsKeptUntilItIsEnded() {
        SharedDmaBuf share = dmaBufs.share(DOM5, 42, 3, "vdispl/5/0/0/7");
        assertThat(share.domain()).isEqualTo(DOM5);
        assertThat(share.pages()).isEqualTo(3);
        assertThat(share.ref(0)).isEqualTo(new GrantRef(1000));
        assertThat(share.ref(2)).isEqualTo(new GrantRef(998));
        assertThat(keep.list()).extracting("name").containsExactly("xen/vdispl/5/0/0/7", "xen/vdispl/5/0/0/7");
        assertThat(ledger.usage().sharedDmaBufs()).isEqualTo(1);
        assertThat(ledger.usage().sharedPages()).isEqualTo(3);
        share.close();
        share.close();
        share.detach();
        assertThat(kernel.calls).containsExactly("import 42 3 to 5", "release 42");
        assertThat(dmaBufs.shared("vdispl/5/0/0/7")).isEmpty();
    }

    @Test
    void whoeverComesAfterEndsItByTheSameNumber() {
        dmaBufs.share(DOM5, 42, 3, "a").detach();
        dmaBufs.close();
        assertThat(kernel.openFiles()).as("but for the keep's").isZero();
        ledger = new Ledger();
        dmaBufs = new DmaBufs(kernel, new KeptShares(keep), ledger);
        assertThat(ledger.usage().sharedPages()).as("before it is taken over").isEqualTo(3);
        SharedDmaBuf share = dmaBufs.shared("a").orElseThrow();
        assertThat(share.ref(1)).isEqualTo(new GrantRef(999));
        assertThat(ledger.usage().sharedDmaBufs()).isEqualTo(1);
        share.close();
        assertThat(kernel.calls).containsExactly("import 42 3 to 5", "release 42");
    }

    @ParameterizedTest
    @CsvSource({"18, EXDEV, bounce pages", "22, EINVAL, another size", "28, ENOSPC, gnttab_max_frames", "9, EBADF, ''"})
    void refusalsSayWhy(int errno, String name, String reason) {
        kernel.importing = -errno;
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 42, 3, "a"))
                .isInstanceOf(XenException.class)
                .hasMessageStartingWith("cannot grant a dma-buf of 3 pages to dom5: " + name)
                .hasMessageContaining(reason);
    }

    @Test
    void whatCannotBeKeptIsNotShared() {
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 42, 16381, "a")).hasMessageContaining("1..16380");
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 42, 0, "a")).hasMessageContaining("1..16380");
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 42, 3, "x".repeat(201))).hasMessageContaining("1 to 200");
        SharedDmaBuf share = dmaBufs.share(DOM5, 42, 3, "a");
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 43, 3, "a")).hasMessageContaining("'a' already");
        share.close();
        assertThat(kernel.calls).containsExactly("import 42 3 to 5", "release 42");
    }

    @Test
    void aFullKeepLeavesNothingGranted() {
        for (int i = 0; i < 4096; i++) {
            keep.putRecord("r" + i, new byte[1]);
        }
        assertThatThrownBy(() -> dmaBufs.share(DOM5, 42, 3, "a")).hasMessageContaining("no room for 'xen/a'");
        assertThat(kernel.openFiles()).as("the file ends what was granted").isZero();
        assertThat(ledger.dmaBufs()).isEmpty();
        kernel.imported.clear();
        keep.list().forEach(entry -> keep.remove(entry.name()));
    }

    @Test
    void whatWasEndedBeforeIsLetGoOf() {
        SharedDmaBuf share = dmaBufs.share(DOM5, 42, 3, "a");
        kernel.imported.clear();
        share.close();
    }

    @ParameterizedTest
    @CsvSource({"14, true, by /dev/xen/gntdev", "25, false, transom-gntdev-dkms", "1, false, EPERM"})
    void abilitiesAreAskedForOnce(int errno, boolean possible, String reason) {
        kernel.probe = -errno;
        for (int i = 0; i < 2; i++) {
            assertThat(dmaBufs.sharing().possible()).isEqualTo(possible);
            assertThat(dmaBufs.sharing().reason()).contains(reason);
            assertThat(dmaBufs.exporting().possible()).isEqualTo(possible);
        }
        assertThat(kernel.calls).containsExactly("probe", "probe");
    }

    @Test
    void aKernelThatDoesNotExportInAPvDomainIsNamed() {
        kernel.probe = -Errno.EINVAL;
        kernel.exporting = -Errno.EINVAL;
        assertThat(dmaBufs.exporting().reason()).contains("PV domain", "transom-gntdev-dkms");
        assertThatThrownBy(() -> dmaBufs.export(DOM5, REFS))
                .hasMessageStartingWith("cannot make a dma-buf of 2 grants of dom5: EINVAL")
                .hasMessageContaining("transom-gntdev-dkms");
    }

    @Test
    void anExportIsCountedUntilNobodyHoldsIt() {
        ExportedDmaBuf export = dmaBufs.export(DOM5, REFS);
        assertThat(export.awaitReleased(0)).as("it is open").isFalse();
        assertThat(ledger.usage().exportedPages()).isEqualTo(2);
        export.close();
        assertThat(export.awaitReleased(20)).isFalse();
        assertThat(ledger.usage().exportedDmaBufs()).isEqualTo(1);
        kernel.waiting = 0;
        dmaBufs.look();
        assertThat(ledger.usage().exportedDmaBufs()).isZero();
        assertThat(export.awaitReleased(0)).isTrue();
        export.close();
        assertThat(kernel.calls).containsExactly("export 2", "wait 0", "wait 20", "wait 0");
    }

    @Test
    void pagesThatWereUnmappedAtOnceAreReturnedAtOnce() {
        kernel.waiting = -Errno.ENOENT;
        ExportedDmaBuf export = dmaBufs.export(DOM5, REFS);
        export.close();
        assertThat(export.awaitReleased(1000)).isTrue();
    }

    @Test
    void anUpdateForgetsWhoHoldsWhat() {
        ExportedDmaBuf export = dmaBufs.export(DOM5, REFS);
        export.close();
        dmaBufs.close();
        assertThat(kernel.openFiles()).isZero();
        ledger.returned(DOM5, 2);
        assertThat(export.awaitReleased(0)).isTrue();
    }
}
