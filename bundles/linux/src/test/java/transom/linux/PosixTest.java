package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Leaks.class)
class PosixTest {

    @TempDir
    Path folder;

    @Test
    void readsAndWritesAtAPlaceOfTheFile() {
        ByteBuffer bytes = Direct.allocate(4).put(new byte[] {1, 2, 3, 4}).position(1);
        try (Fd fd = MemFd.create("at", 16, true)) {
            assertThat(Posix.writeAt(fd, bytes, 9)).isEqualTo(3);
            assertThat(bytes.position()).isEqualTo(4);
            bytes.clear();
            assertThat(Posix.readAt(fd, bytes, 8)).isEqualTo(4);
            assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 2, 3, 4}));
            assertThat(Posix.readAt(fd, bytes.clear(), 16)).isZero();
        }
    }

    @Test
    void aClosedFileIsAValue() {
        Fd closed = MemFd.create("closed", 16, true);
        closed.close();
        assertThat(Posix.readAt(closed, Direct.allocate(1), 0)).isEqualTo(-Errno.EBADF);
        assertThat(Posix.writeAt(closed, Direct.allocate(1), 0)).isEqualTo(-Errno.EBADF);
    }

    @Test
    void readsAndWritesFromThePositionOn() throws IOException {
        Path file = folder.resolve("ä");
        ByteBuffer bytes = Direct.allocate(6).put(new byte[] {0, 1, 2, 3, 4, 5});
        try (Fd fd = Posix.open(file.toString(), Posix.O_RDWR | Posix.O_CREAT)) {
            bytes.position(2).limit(5);
            assertThat(Posix.write(fd, bytes)).isEqualTo(3);
            assertThat(bytes.position()).isEqualTo(5);
            assertThat(Posix.size(fd)).isEqualTo(3);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(2, 3, 4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ByteBuffer in = Direct.allocate(8).position(1);
        try (Fd fd = Posix.open(file.toString(), Posix.O_RDONLY)) {
            assertThat(Posix.read(fd, in)).isEqualTo(3);
            assertThat(Posix.read(fd, in)).isZero();
            assertThat(Posix.write(fd, Direct.allocate(1))).isEqualTo(-Errno.EBADF);
        }
        assertThat(in.position()).isEqualTo(4);
        assertThat(in.get(1)).isEqualTo((byte) 2);
    }

    @Test
    void eagainIsAValue() {
        try (EventFd event = EventFd.create();
                Fd fd = event.dup()) {
            assertThat(Posix.read(fd, Direct.allocate(8))).isEqualTo(-Errno.EAGAIN);
            Posix.setNonblocking(fd, false);
            Posix.setNonblocking(fd, true);
            assertThat(Posix.read(fd, Direct.allocate(8))).isEqualTo(-Errno.EAGAIN);
            event.signal();
            assertThat(Posix.read(fd, Direct.allocate(8))).isEqualTo(8);
        }
    }

    @Test
    void aClosedFdIsAValueToo() {
        Fd fd = MemFd.create("posix-test", 1, false);
        fd.close();
        assertThat(Posix.read(fd, Direct.allocate(1))).isEqualTo(-Errno.EBADF);
        assertThat(Posix.write(fd, Direct.allocate(1))).isEqualTo(-Errno.EBADF);
    }

    @Test
    void pollSaysWhatIsThere() {
        try (EventFd event = EventFd.create()) {
            assertThat(Posix.poll(event.fd(), Posix.POLLIN, 0)).isZero();
            assertThat(Posix.poll(event.fd(), Posix.POLLIN | Posix.POLLOUT, -1)).isEqualTo(Posix.POLLOUT);
            event.signal();
            assertThat(Posix.poll(event.fd(), Posix.POLLIN, -1)).isEqualTo(Posix.POLLIN);
        }
    }

    @Test
    void errorsNameTheCallAndThePath() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Posix.open("/nowhere/file", Posix.O_RDONLY))
                .withMessage("open(/nowhere/file): ENOENT No such file or directory")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .satisfies(e -> assertThat(e.call()).isEqualTo("open"));
        assertThat(Errno.describe(4000)).isEqualTo("E4000 Unknown error 4000");
    }

    @Test
    void refusesBuffersThatTheKernelCannotUse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Posix.read(0, ByteBuffer.allocate(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Posix.read(0, Direct.allocate(1).asReadOnlyBuffer()));
        assertThatIllegalArgumentException().isThrownBy(() -> Posix.open("a\0b", Posix.O_RDONLY));
    }

    @Test
    void knowsThisProcess() {
        assertThat((long) Posix.getpid()).isEqualTo(ProcessHandle.current().pid());
    }
}
