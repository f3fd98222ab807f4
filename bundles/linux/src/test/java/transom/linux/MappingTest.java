package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class MappingTest {

    private static final int PAGE = 4096;

    @Test
    void twoMappingsShowTheSameBytes() {
        try (Fd fd = MemFd.create("mapping-test", 2 * PAGE, true);
                Mapping all = Mapping.shared(fd);
                Mapping second = Mapping.map(fd.fd(), PAGE, PAGE, Mapping.PROT_READ);
                Mapping readOnly = Mapping.readOnly(fd)) {
            assertThat(all.length()).isEqualTo(2 * PAGE);
            assertThat(all.buffer().capacity()).isEqualTo(2 * PAGE);
            assertThat(all.buffer().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(all.buffer().getInt(PAGE)).isZero();
            all.buffer().putInt(PAGE, 0x01020304);
            assertThat(second.buffer().getInt(0)).isEqualTo(0x01020304);
            assertThat(readOnly.buffer().getInt(PAGE)).isEqualTo(0x01020304);
            assertThat(second.address()).isEqualTo(Direct.address(second.buffer()));
        }
    }

    @Test
    void scatteredPagesLieSideBySide() {
        try (Fd fd = MemFd.create("mapping-test", 8 * PAGE, true);
                Mapping all = Mapping.shared(fd)) {
            for (int page = 0; page < 8; page++) {
                all.buffer().putInt(page * PAGE, 100 + page);
            }
            long[] pages = {7, 2, 3, 4, 0, 0};
            try (Mapping scattered = Mapping.scattered(fd.fd(), pages, PAGE, Mapping.PROT_READ | Mapping.PROT_WRITE)) {
                assertThat(scattered.length()).isEqualTo(6L * PAGE);
                for (int i = 0; i < pages.length; i++) {
                    assertThat((long) scattered.buffer().getInt(i * PAGE)).isEqualTo(100 + pages[i]);
                }
                scattered.buffer().putInt(2 * PAGE, 1);
                assertThat(all.buffer().getInt(3 * PAGE)).isEqualTo(1);
            }
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> Mapping.scattered(fd.fd(), new long[] {1, -5}, PAGE, Mapping.PROT_READ))
                    .withMessageContaining("offset -20480");
        }
    }

    @Test
    void outlivesItsFd() {
        Fd fd = MemFd.create("mapping-test", PAGE, true);
        try (Mapping mapping = Mapping.shared(fd)) {
            fd.close();
            mapping.buffer().put(0, (byte) 1);
            assertThat(mapping.buffer().get(0)).isEqualTo((byte) 1);
        }
    }

    @Test
    void closedItLendsNothing() {
        Mapping mapping;
        try (Fd fd = MemFd.create("mapping-test", PAGE, true)) {
            mapping = Mapping.shared(fd);
        }
        mapping.buffer();
        mapping.close();
        mapping.close();
        assertThat(mapping.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(mapping::buffer).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(mapping::address);
    }

    @Test
    void aSecondCloseSparesWhateverIsMappedThereNow() {
        try (Fd fd = MemFd.create("mapping-test", PAGE, true)) {
            Mapping first = Mapping.shared(fd);
            long address = first.address();
            first.close();
            try (Mapping second = Mapping.shared(fd)) {
                assertThat(second.address()).as("the kernel reuses the hole").isEqualTo(address);
                first.close();
                second.buffer().put(0, (byte) 1);
            }
        }
    }

    @Test
    void nobodyChangesTheSizeOfASealedFile() {
        try (Fd fd = MemFd.create("seal-test", PAGE, true)) {
            assertThat(Libc.result(Libc.ftruncate(fd.fd(), 1))).isEqualTo(-Errno.EPERM);
            assertThat(Libc.result(Libc.ftruncate(fd.fd(), 2 * PAGE))).isEqualTo(-Errno.EPERM);
            assertThat(Libc.result(Libc.fcntl(fd.fd(), 1033 /* F_ADD_SEALS */, 8 /* F_SEAL_WRITE */)))
                    .isEqualTo(-Errno.EPERM);
            assertThat(Posix.size(fd)).isEqualTo(PAGE);
        }
        try (Fd fd = MemFd.create("seal-test", PAGE, false)) {
            assertThat(Libc.result(Libc.ftruncate(fd.fd(), 1))).isZero();
        }
    }

    @Test
    void refusalsSayWhat() {
        assertThatIllegalArgumentException().isThrownBy(() -> MemFd.create("none", 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> Mapping.map(0, 0, 0, Mapping.PROT_READ));
        try (Fd fd = MemFd.create("mapping-test", PAGE, true)) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> Mapping.map(fd.fd(), 1, PAGE, Mapping.PROT_READ))
                    .withMessageContaining("offset 1")
                    .withMessageContaining("EINVAL");
        }
    }
}
