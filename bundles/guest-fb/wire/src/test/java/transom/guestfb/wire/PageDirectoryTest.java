package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import transom.xen.GuestPages;

class PageDirectoryTest {

    private final GuestPages page = Pages.zeroed(1);

    @ParameterizedTest
    @EnumSource
    void theFramesOfAGuestAreFound(Abi abi) {
        FramebufferLayout layout = new FramebufferLayout(1920, 1080, 7680, 0, 32, 8294400);
        long[] directories =
                LongStream.range(70, 70 + (abi == Abi.X86_64 ? 4 : 2)).toArray();
        long[] frames = LongStream.range(1000, 3025).toArray();
        GuestPages directoryPages = Pages.zeroed(directories.length);
        FbPage.initialise(page, layout, abi, directories);
        FbPage.writeDirectories(directoryPages, abi, frames);

        assertThat(PageDirectory.directories(page, abi, layout)).containsExactly(directories);
        assertThat(PageDirectory.frames(directoryPages, abi, layout)).containsExactly(frames);
    }

    @Test
    void directoriesLieWhereTheHeaderPutsThem() {
        FramebufferLayout layout = new FramebufferLayout(1, 1, 4, 0, 32, 4096);
        FbPage.initialise(page, layout, Abi.X86_64, new long[] {0x1122334455L});
        assertThat(page.getLong(40)).isEqualTo(0x1122334455L);
        FbPage.initialise(page, layout, Abi.X86_32, new long[] {0x99887766L});
        assertThat(page.getInt(36)).isEqualTo(0x99887766);
    }

    @ParameterizedTest
    @EnumSource
    void noDirectoryLiesUponARing(Abi abi) {
        assertThat(abi.directoryOffset() + abi.directories() * abi.wordSize()).isLessThanOrEqualTo(Fbif.IN_RING);
    }

    @Test
    void tooFewDirectoriesAreRefused() {
        FramebufferLayout layout = new FramebufferLayout(800, 600, 3200, 0, 32, 513 * 4096);
        FbPage.initialise(page, layout, Abi.X86_64, new long[] {5});
        assertThatThrownBy(() -> PageDirectory.directories(page, Abi.X86_64, layout))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("mem_length 2101248 needs 2 page directories and pd[1] is 0");
    }

    @Test
    void moreMemoryThanADirectoryCanNameIsRefused() {
        FramebufferLayout layout = new FramebufferLayout(1, 1, 4, 0, 32, (246 << 20) + 1);
        assertThatThrownBy(() -> PageDirectory.directories(page, Abi.X86_64, layout))
                .hasMessage("mem_length 257949697 needs 124 page directories and there is room for 123");
    }

    @Test
    void aNumberThatIsNoFrameIsRefused() {
        FramebufferLayout layout = new FramebufferLayout(1, 1, 4, 0, 32, 4096);
        page.putLong(Fbif.PD_64, 1L << 52 | 7);
        assertThatThrownBy(() -> PageDirectory.directories(page, Abi.X86_64, layout))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("frame number 0x10000000000007 is no frame of a guest");
    }

    @Test
    void theAbiIsWhatTheGuestSays() {
        assertThat(Abi.of(Optional.of("x86_32-abi"), page)).isEqualTo(Abi.X86_32);
        assertThat(Abi.of(Optional.of("x86_64-abi"), page)).isEqualTo(Abi.X86_64);
        assertThatThrownBy(() -> Abi.of(Optional.of("arm-abi\n2026 INFO all is well, and so on, and so on"), page))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("protocol 'arm-abi?2026 INFO all is well, a' must be x86_64-abi or x86_32-abi");
    }

    @Test
    void aGuestThatDoesNotSayIsRecognizedByItsOneDirectory() {
        page.putInt(Fbif.PD_32, 77);
        assertThat(Abi.of(Optional.empty(), page)).isEqualTo(Abi.X86_32);
        page.putLong(Fbif.PD_64, 77);
        assertThat(Abi.of(Optional.empty(), page)).isEqualTo(Abi.X86_64);
    }
}
