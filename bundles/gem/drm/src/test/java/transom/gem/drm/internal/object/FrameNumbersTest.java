package transom.gem.drm.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.GemPages;
import transom.gem.drm.internal.FakeDrm;
import transom.gem.drm.internal.uapi.GetPfns;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.MemFd;

/** The frames of a dma-buf's pages, by a kernel with our patches and without. */
class FrameNumbersTest {

    private static final int PAGES = 3;
    private static final int BYTES = PAGES * 4096;

    @TempDir
    private Path root;

    private FakeDrm fake;
    private Fd dmaBuf;

    @BeforeEach
    void open() {
        fake = new FakeDrm(root).plug("vgem", "card0").plug("i915", "card1").plug("nouveau", "card2");
        dmaBuf = MemFd.create("dma-buf", BYTES, true);
    }

    @AfterEach
    void close() {
        assertThat(fake.handles("card0")).as("no handle is left").isZero();
        dmaBuf.close();
        fake.close();
    }

    private FrameNumbers frames(String card, String driver) {
        return new FrameNumbers(root.resolve("dev/dri").resolve(card), driver, fake);
    }

    @Test
    void allPagesAreNamedAndPinned() {
        fake.patched = true;
        GemPages pages = frames("card0", "vgem").of(dmaBuf.fd(), BYTES);
        assertThat(pages.count()).isEqualTo(PAGES);
        assertThat(pages.frame(0)).isEqualTo(FakeDrm.FRAME);
        assertThat(pages.frame(2)).isEqualTo(FakeDrm.FRAME - 2);
        assertThat(pages.pinFd()).isPositive();
        pages.close();
        pages.close();
        assertThatIllegalStateException().isThrownBy(pages::pinFd);
    }

    @Test
    void aKernelWithoutThePatchIsSaidSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> frames("card0", "vgem").of(dmaBuf.fd(), BYTES))
                .withMessageContaining("./transom patches build vgem");
        assertThat(frames("card0", "vgem").capability().available()).isFalse();
        assertThat(frames("card1", "i915").capability().reason()).contains("patches/linux/i915");
        fake.patched = true;
        assertThat(frames("card0", "vgem").capability().available()).isTrue();
        assertThat(frames("card1", "i915").capability().available()).isTrue();
    }

    @Test
    void otherDriversAndUsersAreNotTold() {
        fake.patched = true;
        assertThat(frames("card2", "nouveau").capability().reason()).contains("only vgem and i915");
        fake.fail("card0", GetPfns.VGEM, Errno.EACCES);
        assertThat(frames("card0", "vgem").capability().reason()).contains("root");
        assertThatIllegalStateException()
                .isThrownBy(() -> frames("card3", "vgem").of(dmaBuf.fd(), BYTES))
                .withMessageContaining("no frame numbers");
    }

    @Test
    void whatTheKernelRefusesIsSaid() {
        fake.patched = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> frames("card0", "vgem").of(dmaBuf.fd(), 2L * BYTES))
                .withMessageContaining("GET_PFNS of vgem")
                .withMessageContaining("EINVAL");
    }
}
