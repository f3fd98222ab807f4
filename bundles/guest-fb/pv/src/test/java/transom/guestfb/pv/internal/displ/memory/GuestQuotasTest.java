package transom.guestfb.pv.internal.displ.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import transom.guestfb.wire.RequestRefusedException;
import transom.xen.DomId;

class GuestQuotasTest {

    private static final DomId GUEST = new DomId(3);
    private static final DomId OTHER = new DomId(4);

    private final GuestQuotas quotas = new GuestQuotas();

    @Test
    void aGuestHasItsOwnShareAndGetsBackWhatItGives() {
        quotas.take(GUEST, 60, 100);
        assertThatThrownBy(() -> quotas.take(GUEST, 41, 100))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("max.buffer.mib");
        quotas.take(OTHER, 100, 100);
        quotas.give(GUEST, 60);
        quotas.take(GUEST, 100, 100);
        assertThat(quotas.bytes(GUEST)).isEqualTo(100);
    }

    @Test
    void emptyBuffersAreCountedToo() {
        for (int i = 0; i < 128; i++) {
            quotas.take(GUEST, 1, 1000);
        }
        assertThatThrownBy(() -> quotas.take(GUEST, 1, 1000)).hasMessageContaining("128 buffers");
    }
}
