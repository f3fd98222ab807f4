package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Leaks.class)
class UnixSocketTest {

    @TempDir
    Path folder;

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = Direct.allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            bytes.put(i, (byte) values[i]);
        }
        return bytes;
    }

    @Test
    void aClientReachesAListener() {
        Path path = folder.resolve("s");
        try (UnixSocket listener = UnixSocket.listen(path, 0600)) {
            assertThat(listener.accept()).isNull();
            assertThat(listener.awaitReadable(0)).isFalse();
            try (UnixSocket client = UnixSocket.connect(path)) {
                assertThat(listener.awaitReadable(1000)).isTrue();
                try (UnixSocket server = listener.accept()) {
                    assertThat(server.peer().pid()).isEqualTo(Posix.getpid());
                    assertThat(client.peer()).isEqualTo(server.peer());
                    assertThat(client.send(bytes(1, 2, 3))).isEqualTo(3);
                    ByteBuffer in = Direct.allocate(8).position(2);
                    assertThat(server.receive(in, new ArrayList<>())).isEqualTo(3);
                    assertThat(in.position()).isEqualTo(5);
                    assertThat(in.get(2)).isEqualTo((byte) 1);
                    assertThat(server.receive(in, new ArrayList<>())).isEqualTo(-Errno.EAGAIN);
                }
                assertThat(client.receive(Direct.allocate(1), new ArrayList<>()))
                        .as("the end")
                        .isZero();
                assertThat(client.send(bytes(1))).isEqualTo(-Errno.EPIPE);
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void packetsArriveAsTheyWereSent() {
        Path path = folder.resolve("s");
        UnixSocket.listenForPackets(path, 0600).take().close();
        try (UnixSocket listener = UnixSocket.listenForPackets(path, 0600);
                UnixSocket client = UnixSocket.connectForPackets(path);
                UnixSocket server = listener.accept()) {
            assertThat(client.send(bytes(1, 2))).isEqualTo(2);
            assertThat(client.send(bytes(3, 4, 5, 6, 7))).isEqualTo(5);
            ByteBuffer in = Direct.allocate(4);
            assertThat(server.receive(in, new ArrayList<>())).isEqualTo(2);
            assertThat(server.receive(in.clear(), new ArrayList<>()))
                    .as("as much as there is room for")
                    .isEqualTo(4);
            assertThat(server.receive(in.clear(), new ArrayList<>()))
                    .as("the rest of it is lost")
                    .isEqualTo(-Errno.EAGAIN);
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> UnixSocket.connect(path));
        }
    }

    @Test
    void aPairCarriesPackets() {
        UnixSocket[] pair = UnixSocket.pairForPackets();
        try (UnixSocket one = pair[0];
                UnixSocket other = pair[1]) {
            assertThat(one.send(bytes(1))).isEqualTo(1);
            assertThat(one.send(bytes(2))).isEqualTo(1);
            assertThat(other.receive(Direct.allocate(8), new ArrayList<>())).isEqualTo(1);
        }
    }

    @Test
    void theFileHasItsModeWhateverTheUmask() throws IOException {
        for (String mode : List.of("rw-------", "rw-rw-rw-")) {
            Path path = folder.resolve("mode");
            int bits = mode.equals("rw-------") ? 0600 : 0666;
            try (UnixSocket listener = UnixSocket.listen(path, bits)) {
                assertThat(listener.fd()).isPositive();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo(mode);
            }
        }
    }

    @Test
    void aFileLeftBehindIsReplacedAndALiveOneIsNot() throws IOException {
        Path path = folder.resolve("s");
        UnixSocket.listen(path, 0600).take().close();
        assertThat(path).exists();
        try (UnixSocket listener = UnixSocket.listen(path, 0600)) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> UnixSocket.listen(path, 0600))
                    .withMessage("bind(" + path + "): EADDRINUSE Address already in use");
            listener.accept().close();
            assertThat(path).exists();
        }
        Files.writeString(path, "precious");
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> UnixSocket.listen(path, 0600));
        assertThat(path).hasContent("precious");
    }

    @Test
    void fdsCross() {
        UnixSocket[] pair = UnixSocket.pair();
        List<Fd> received = new ArrayList<>();
        try (Fd memory = MemFd.create("crossing", 4096, true);
                EventFd event = EventFd.create();
                Mapping mine = Mapping.shared(memory)) {
            assertThat(pair[0].send(bytes(7), memory.fd(), event.fd())).isEqualTo(1);
            assertThat(pair[1].receive(Direct.allocate(16), received)).isEqualTo(1);
            assertThat(received)
                    .hasSize(2)
                    .allSatisfy(fd ->
                            assertThat(Libc.fcntl(fd.fd(), 1 /* F_GETFD */, 0)).isEqualTo(1));
            mine.buffer().putInt(0, 42);
            try (Mapping theirs = Mapping.shared(received.get(0))) {
                assertThat(theirs.buffer().getInt(0)).isEqualTo(42);
            }
            event.signal();
            try (EventFd other = EventFd.adopt(received.get(1))) {
                assertThat(other.drain()).isEqualTo(1);
            }
        }
        received.forEach(Fd::close);
        pair[0].close();
        pair[1].close();
    }

    @Test
    void asManyFdsCrossAsTheKernelTakes() {
        UnixSocket[] pair = UnixSocket.pair();
        List<Fd> received = new ArrayList<>();
        int[] fds = new int[Message.MAX_FDS];
        Arrays.fill(fds, pair[0].fd());
        assertThat(pair[0].send(bytes(1), fds)).isEqualTo(1);
        assertThat(pair[1].receive(Direct.allocate(1), received)).isEqualTo(1);
        assertThat(received).hasSize(Message.MAX_FDS);
        received.forEach(Fd::close);
        assertThatIllegalArgumentException().isThrownBy(() -> pair[0].send(bytes(1), new int[254]));
        assertThatIllegalArgumentException().isThrownBy(() -> pair[0].send(bytes(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> pair[0].receive(bytes(), received));
        pair[0].close();
        pair[1].close();
    }

    @Test
    void aFullSocketSaysSo() {
        UnixSocket[] pair = UnixSocket.pair();
        ByteBuffer big = Direct.allocate(64 * 1024);
        int n;
        do {
            big.clear();
            n = pair[0].send(big);
        } while (n > 0);
        assertThat(n).isEqualTo(-Errno.EAGAIN);
        assertThat(pair[0].awaitWritable(1)).isFalse();
        pair[1].close();
        assertThat(pair[0].awaitWritable(-1)).isTrue();
        pair[0].close();
        assertThat(pair[0].send(big)).isEqualTo(-Errno.EBADF);
        assertThat(pair[0].receive(big.clear(), new ArrayList<>())).isEqualTo(-Errno.EBADF);
    }

    @Test
    void refusalsNameThePath() {
        Path nobody = folder.resolve("nobody");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> UnixSocket.connect(nobody))
                .withMessageContaining(nobody.toString())
                .withMessageContaining("ENOENT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnixSocket.connect(Path.of("/" + "p".repeat(107))))
                .withMessageContaining("108 bytes");
    }
}
