package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Xen's headers. */
class GoldenLayoutTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void framebufferPage() {
        assertThat(Fbif.IN_CONS).isEqualTo(golden.offset("xenfb_page.in_cons"));
        assertThat(Fbif.IN_PROD).isEqualTo(golden.offset("xenfb_page.in_prod"));
        assertThat(Fbif.OUT_CONS).isEqualTo(golden.offset("xenfb_page.out_cons"));
        assertThat(Fbif.OUT_PROD).isEqualTo(golden.offset("xenfb_page.out_prod"));
        assertThat(Fbif.WIDTH).isEqualTo(golden.offset("xenfb_page.width"));
        assertThat(Fbif.HEIGHT).isEqualTo(golden.offset("xenfb_page.height"));
        assertThat(Fbif.LINE_LENGTH).isEqualTo(golden.offset("xenfb_page.line_length"));
        assertThat(Fbif.MEM_LENGTH).isEqualTo(golden.offset("xenfb_page.mem_length"));
        assertThat(Fbif.DEPTH).isEqualTo(golden.offset("xenfb_page.depth"));
        assertThat(Fbif.PD_64).isEqualTo(golden.offset("xenfb_page.pd"));
        assertThat(Fbif.PD_ENTRIES * 8).isEqualTo(golden.fieldSize("xenfb_page.pd"));
        assertThat(Fbif.PD_32).isEqualTo(golden.offset("xenfb_page_32.pd"));
        assertThat(Fbif.PD_ENTRIES * 4).isEqualTo(golden.fieldSize("xenfb_page_32.pd"));
    }

    @Test
    void framebufferEvents() {
        assertThat(Fbif.SLOT_SIZE).isEqualTo(golden.size("xenfb_out_event")).isEqualTo(golden.size("xenfb_in_event"));
        assertThat(Fbif.UPDATE_X).isEqualTo(golden.offset("xenfb_update.x"));
        assertThat(Fbif.UPDATE_Y).isEqualTo(golden.offset("xenfb_update.y"));
        assertThat(Fbif.UPDATE_WIDTH).isEqualTo(golden.offset("xenfb_update.width"));
        assertThat(Fbif.UPDATE_HEIGHT).isEqualTo(golden.offset("xenfb_update.height"));
        assertThat(Fbif.RESIZE_WIDTH).isEqualTo(golden.offset("xenfb_resize.width"));
        assertThat(Fbif.RESIZE_HEIGHT).isEqualTo(golden.offset("xenfb_resize.height"));
        assertThat(Fbif.RESIZE_STRIDE).isEqualTo(golden.offset("xenfb_resize.stride"));
        assertThat(Fbif.RESIZE_DEPTH).isEqualTo(golden.offset("xenfb_resize.depth"));
        assertThat(Fbif.RESIZE_OFFSET).isEqualTo(golden.offset("xenfb_resize.offset"));
        assertThat(Fbif.REFRESH_PERIOD).isEqualTo(golden.offset("xenfb_refresh_period.period"));
    }

    @Test
    void framebufferConstants() {
        assertThat((long) Fbif.IN_RING).isEqualTo(golden.constant("XENFB_IN_RING_OFFS"));
        assertThat((long) Fbif.IN_RING_SLOTS).isEqualTo(golden.constant("XENFB_IN_RING_LEN"));
        assertThat((long) Fbif.OUT_RING).isEqualTo(golden.constant("XENFB_OUT_RING_OFFS"));
        assertThat((long) Fbif.OUT_RING_SLOTS).isEqualTo(golden.constant("XENFB_OUT_RING_LEN"));
        assertThat((long) Fbif.TYPE_UPDATE).isEqualTo(golden.constant("XENFB_TYPE_UPDATE"));
        assertThat((long) Fbif.TYPE_RESIZE).isEqualTo(golden.constant("XENFB_TYPE_RESIZE"));
        assertThat((long) Fbif.TYPE_REFRESH_PERIOD).isEqualTo(golden.constant("XENFB_TYPE_REFRESH_PERIOD"));
    }

    @Test
    void keyboard() {
        assertThat(Kbdif.IN_CONS).isEqualTo(golden.offset("xenkbd_page.in_cons"));
        assertThat(Kbdif.IN_PROD).isEqualTo(golden.offset("xenkbd_page.in_prod"));
        assertThat(Kbdif.OUT_CONS).isEqualTo(golden.offset("xenkbd_page.out_cons"));
        assertThat(Kbdif.OUT_PROD).isEqualTo(golden.offset("xenkbd_page.out_prod"));
        assertThat(Kbdif.SLOT_SIZE).isEqualTo(golden.size("xenkbd_in_event"));
        assertThat(Kbdif.KEY_PRESSED).isEqualTo(golden.offset("xenkbd_key.pressed"));
        assertThat(Kbdif.KEY_CODE).isEqualTo(golden.offset("xenkbd_key.keycode"));
        assertThat(Kbdif.POINTER_X)
                .isEqualTo(golden.offset("xenkbd_motion.rel_x"))
                .isEqualTo(golden.offset("xenkbd_position.abs_x"));
        assertThat(Kbdif.POINTER_Y)
                .isEqualTo(golden.offset("xenkbd_motion.rel_y"))
                .isEqualTo(golden.offset("xenkbd_position.abs_y"));
        assertThat(Kbdif.POINTER_Z)
                .isEqualTo(golden.offset("xenkbd_motion.rel_z"))
                .isEqualTo(golden.offset("xenkbd_position.rel_z"));
        assertThat((long) Kbdif.IN_RING).isEqualTo(golden.constant("XENKBD_IN_RING_OFFS"));
        assertThat((long) Kbdif.IN_RING_SLOTS).isEqualTo(golden.constant("XENKBD_IN_RING_LEN"));
        assertThat((long) Kbdif.OUT_RING).isEqualTo(golden.constant("XENKBD_OUT_RING_OFFS"));
        assertThat((long) Kbdif.OUT_RING_SLOTS).isEqualTo(golden.constant("XENKBD_OUT_RING_LEN"));
    }
}
