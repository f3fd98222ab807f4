package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class FdTest {

    private static Fd file() {
        return MemFd.create("fd-test", 1, false);
    }

    private static boolean isOpen(int raw) {
        return Libc.result(Libc.fcntl(raw, 1 /* F_GETFD */, 0)) >= 0;
    }

    @Test
    void isCloseOnExecAlways() {
        try (Fd fd = file();
                Fd dup = fd.dup()) {
            assertThat(Libc.fcntl(fd.fd(), 1 /* F_GETFD */, 0)).isEqualTo(1 /* FD_CLOEXEC */);
            assertThat(Libc.fcntl(dup.fd(), 1, 0)).isEqualTo(1);
            assertThat(dup.fd()).isNotEqualTo(fd.fd());
        }
    }

    @Test
    void aSecondCloseSparesWhoeverGotTheNumber() {
        Fd first = file();
        int raw = first.fd();
        first.close();
        try (Fd second = file()) {
            assertThat(second.fd()).isEqualTo(raw);
            first.close();
            assertThat(isOpen(raw)).isTrue();
        }
        assertThat(isOpen(raw)).isFalse();
    }

    @Test
    void aCallUnderWayKeepsTheNumber() {
        Fd fd = file();
        int raw = fd.fd();
        assertThat(fd.acquire()).isTrue();
        fd.close();
        assertThat(fd.isOpen()).isFalse();
        assertThat(isOpen(raw)).isTrue();
        assertThat(fd.acquire()).isFalse();
        fd.release();
        assertThat(isOpen(raw)).isFalse();
    }

    @Test
    void takeTransfers() {
        Fd fd = file();
        int raw = fd.take();
        fd.close();
        assertThat(isOpen(raw)).isTrue();
        assertThatIllegalStateException().isThrownBy(fd::take);
        Fd.adopt(raw).close();
        assertThat(isOpen(raw)).isFalse();
    }

    @Test
    void closedItThrows() {
        Fd fd = file();
        fd.close();
        assertThatIllegalStateException().isThrownBy(fd::fd);
        assertThatIllegalStateException().isThrownBy(fd::dup);
        assertThat(fd.toString()).contains("closed");
        assertThatIllegalArgumentException().isThrownBy(() -> Fd.adopt(-1));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fd.dupOf(1 << 29))
                .withMessageContaining("EBADF Bad file descriptor");
    }
}
