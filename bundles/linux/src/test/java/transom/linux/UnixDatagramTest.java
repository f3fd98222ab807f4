package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Leaks.class)
class UnixDatagramTest {

    @TempDir
    Path folder;

    private Fd receiver(String address) {
        ByteBuffer name = UnixAddress.of(address);
        Fd fd = Fd.adopt(Libc.socket(UnixAddress.AF_UNIX, 2 | Posix.O_NONBLOCK | Posix.O_CLOEXEC, 0));
        ErrnoException.check(Libc.result(Libc.bind(fd.fd(), name, name.capacity())), "bind", address);
        return fd;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s", "@"})
    void takesBytesAndFds(String kind) {
        String address = kind.equals("@")
                ? "@transom-test-" + Posix.getpid()
                : folder.resolve("s").toString();
        try (Fd receiver = receiver(address);
                UnixDatagram sender = UnixDatagram.connect(address);
                EventFd event = EventFd.create()) {
            sender.send(Direct.allocate(2).put(0, (byte) 7), 0, event.fd());
            ByteBuffer in = Direct.allocate(8);
            List<Fd> fds = new ArrayList<>();
            assertThat(new Message().receive(receiver.fd(), in, fds)).isEqualTo(2);
            assertThat(in.get(0)).isEqualTo((byte) 7);
            event.signal();
            try (EventFd received = EventFd.adopt(fds.get(0))) {
                assertThat(received.drain()).isEqualTo(1);
            }
        }
    }

    @Test
    void waitsForRoomForSoLong() {
        String address = folder.resolve("s").toString();
        try (Fd receiver = receiver(address);
                UnixDatagram sender = UnixDatagram.connect(address)) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> {
                        // The queue is bounded, by net.unix.max_dgram_qlen and by the sender's buffer.
                        for (int i = 0; i < 1_000_000; i++) {
                            sender.send(Direct.allocate(1024), 10);
                        }
                    })
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EAGAIN));
            assertThat(receiver.isOpen()).isTrue();
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> UnixDatagram.connect(folder.resolve("none").toString()))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
        Fd receiver = receiver(folder.resolve("s").toString());
        try (UnixDatagram sender = UnixDatagram.connect(folder.resolve("s").toString())) {
            receiver.close();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> sender.send(Direct.allocate(1), 0))
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECONNREFUSED));
        }
    }
}
