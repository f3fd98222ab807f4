package transom.xen.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorePayloadTest {

    @Test
    void stringsGoInAndOut() {
        assertThat(StorePayload.split(StorePayload.strings("/a", "", "b"))).containsExactly("/a", "", "b");
        assertThat(StorePayload.split("x\0y".getBytes())).containsExactly("x", "y");
        assertThat(StorePayload.split(new byte[0])).isEmpty();
    }

    @Test
    void whatAGuestWroteIsShownWithoutHarm() {
        byte[] bytes = {'a', 0, 0x1b, '[', '3', '1', 'm', (byte) 0xff};
        assertThat(StorePayload.printable(bytes)).isEqualTo("a|?[31m?");
        assertThat(StorePayload.printable(new byte[4096])).hasSize(83).endsWith("...");
    }

    @Test
    void theFirstStringEndsAtItsNulOrAtTheEnd() {
        assertThat(StorePayload.first("EAGAIN\0rest".getBytes())).isEqualTo("EAGAIN");
        assertThat(StorePayload.first("EAGAIN".getBytes())).isEqualTo("EAGAIN");
    }
}
