package transom.xen.dev.internal.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Errno;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.GuestMemoryOffers.Offer;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.DmaBufOffer;
import transom.xen.support.KeptOffers;

class DmaBufOffersTest {

    private static final DomId FIVE = new DomId(5);

    /** Answers as the module does; the offer's file is a memfd. */
    private static final class PlayedDevice implements OfferDevice {
        int opens;
        int result;
        ByteBuffer asked;

        @Override
        public int open() {
            return opens;
        }

        @Override
        public int offer(ByteBuffer argument) {
            asked = argument;
            if (opens < 0) {
                return opens;
            }
            if (result == 0) {
                argument.putInt(
                        DmaBufOffer.OFFER_FD, MemFd.create("offer", 4096, true).take());
            }
            return result;
        }
    }

    private final PlayedDevice device = new PlayedDevice();
    private final MemoryKeep keep = new MemoryKeep();
    private final DmaBufOffers offers = new DmaBufOffers(device, new KeptOffers(keep));

    @AfterEach
    void nothingIsKept() {
        assertThat(keep.list()).isEmpty();
        keep.close();
    }

    private Offer offered() {
        return offers.offer(FIVE, 0xf0000L, 77, 16, 300, "vga/5/0");
    }

    private String refusal(int errno) {
        device.result = -errno;
        return assertThatExceptionOfType(XenException.class)
                .isThrownBy(this::offered)
                .actual()
                .getMessage();
    }

    @Test
    void theKernelIsAskedForWhatIsWanted() {
        try (Offer offer = offered()) {
            assertThat(device.asked.getLong(DmaBufOffer.GFN)).isEqualTo(0xf0000L);
            assertThat(device.asked.getLong(DmaBufOffer.FIRST_PAGE)).isEqualTo(16);
            assertThat(device.asked.getLong(DmaBufOffer.NUM_PAGES)).isEqualTo(300);
            assertThat(device.asked.getInt(DmaBufOffer.FD)).isEqualTo(77);
            assertThat(device.asked.getShort(DmaBufOffer.DOMID)).isEqualTo((short) 5);
            assertThat(offer.domain()).isEqualTo(FIVE);
            assertThat(offer.pages()).isEqualTo(300);
        }
    }

    @Test
    void whoComesNextFindsIt() {
        offered().detach();
        assertThat(keep.list()).hasSize(2);
        Offer again = offers.offered("vga/5/0").orElseThrow();
        assertThat(again.domain()).isEqualTo(FIVE);
        assertThat(again.gfn()).isEqualTo(0xf0000L);
        assertThat(again.pages()).isEqualTo(300);
        again.close();
        again.close();
        assertThat(offers.offered("vga/5/0")).isEmpty();
    }

    @Test
    void aNameStandsForOneOffer() {
        try (Offer first = offered()) {
            assertThatExceptionOfType(XenException.class)
                    .isThrownBy(this::offered)
                    .withMessageContaining("already");
            assertThat(first.pages()).isEqualTo(300);
        }
        assertThatExceptionOfType(XenException.class)
                .isThrownBy(() -> offers.offer(FIVE, 1, 1, 0, 1, "no name"))
                .withMessageContaining("'no name' must be");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(offers.ability().possible()).isTrue();
        assertThat(refusal(Errno.ESRCH)).contains("no such domain");
        assertThat(refusal(Errno.EBADF)).contains("no dma-buf");
        assertThat(refusal(Errno.ENXIO)).contains("not made of pages");
        assertThat(offers.ability().possible()).isTrue();
        assertThat(refusal(Errno.EOPNOTSUPP)).contains("./transom patches build xen");
        assertThat(offers.ability().possible()).isFalse();
        assertThat(offers.ability().reason()).contains("./transom patches build xen");
        device.opens = -Errno.ENOENT;
        assertThat(refusal(0)).contains("./transom patches build offer");
        assertThat(offers.ability().reason()).contains("./transom patches build offer");
    }

    @Test
    void anOfferThatSucceedsShowsThatXenCan() {
        refusal(Errno.EOPNOTSUPP);
        device.result = 0;
        offered().close();
        assertThat(offers.ability().possible()).isTrue();
    }
}
