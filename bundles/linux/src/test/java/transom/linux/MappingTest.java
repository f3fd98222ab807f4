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
