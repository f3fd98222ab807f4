package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class IoctlTest {

    private static final long FIONREAD = 0x541B; // asm-generic/ioctls.h
    private static final long FIONBIO = 0x5421;

    @Test
    void passesAStructure() {
        UnixSocket[] pair = UnixSocket.pair();
        pair[0].send(Direct.allocate(5));
        ByteBuffer waiting = Direct.allocate(8);
        assertThat(Ioctl.call(pair[1].fd(), FIONREAD, waiting)).isZero();
        assertThat(waiting.getLong(0)).isEqualTo(5);
        assertThat(Ioctl.call(pair[1].fd(), FIONREAD, waiting.position(4))).isZero();
        assertThat(waiting.getInt(4)).isEqualTo(5);
        assertThat(waiting.position()).isEqualTo(4);
        pair[0].close();
        pair[1].close();
    }

    @Test
    void returnsTheErrorAsAValue() {
        try (EventFd event = EventFd.create()) {
            assertThat(Ioctl.call(event.fd(), 0xc0106446L, Direct.allocate(16))).isEqualTo(-Errno.ENOTTY);
            assertThat(Ioctl.call(event.fd(), FIONBIO, null)).isEqualTo(-Errno.EFAULT);
            assertThat(Ioctl.call(1 << 29, FIONREAD, 0L)).isEqualTo(-Errno.EBADF);
        }
    }

    @Test
    void refusesANumberThatWasAnInt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ioctl.call(0, 0xc0106446, 0L))
                .withMessageContaining("0xffffffffc0106446");
    }
}
