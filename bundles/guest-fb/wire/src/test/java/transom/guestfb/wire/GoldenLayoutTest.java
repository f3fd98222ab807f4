package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
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

    @Test
    void displayRings() {
        assertThat(Displif.REQ_PROD).isEqualTo(golden.offset("xen_displif_sring.req_prod"));
        assertThat(Displif.REQ_EVENT).isEqualTo(golden.offset("xen_displif_sring.req_event"));
        assertThat(Displif.RSP_PROD).isEqualTo(golden.offset("xen_displif_sring.rsp_prod"));
        assertThat(Displif.RSP_EVENT).isEqualTo(golden.offset("xen_displif_sring.rsp_event"));
        assertThat(Displif.RING).isEqualTo(golden.offset("xen_displif_sring.ring"));
        assertThat((long) Displif.RING_SLOTS).isEqualTo(golden.constant("XENDISPL_RING_LEN"));
        assertThat(Displif.IN_CONS).isEqualTo(golden.offset("xendispl_event_page.in_cons"));
        assertThat(Displif.IN_PROD).isEqualTo(golden.offset("xendispl_event_page.in_prod"));
        assertThat((long) Displif.IN_RING).isEqualTo(golden.constant("XENDISPL_IN_RING_OFFS"));
        assertThat((long) Displif.IN_RING_SLOTS).isEqualTo(golden.constant("XENDISPL_IN_RING_LEN"));
        assertThat(Displif.SLOT_SIZE)
                .isEqualTo(golden.size("xen_displif_sring_entry"))
                .isEqualTo(golden.size("xendispl_req"))
                .isEqualTo(golden.size("xendispl_resp"))
                .isEqualTo(golden.size("xendispl_evt"));
        assertThat(Displif.DIRECTORY_NEXT).isEqualTo(golden.offset("xendispl_page_directory.gref_dir_next_page"));
        assertThat(Displif.DIRECTORY_REFS).isEqualTo(golden.offset("xendispl_page_directory.gref"));
    }

    @Test
    void displayBufferRequests() {
        assertThat(Displif.ID).isEqualTo(golden.offset("xendispl_req.id"));
        assertThat(Displif.OPERATION).isEqualTo(golden.offset("xendispl_req.operation"));
        assertOperand("dbuf_create.dbuf_cookie", Displif.CREATE_DBUF_COOKIE);
        assertOperand("dbuf_create.width", Displif.CREATE_WIDTH);
        assertOperand("dbuf_create.height", Displif.CREATE_HEIGHT);
        assertOperand("dbuf_create.bpp", Displif.CREATE_BPP);
        assertOperand("dbuf_create.buffer_sz", Displif.CREATE_BUFFER_SIZE);
        assertOperand("dbuf_create.flags", Displif.CREATE_FLAGS);
        assertOperand("dbuf_create.gref_directory", Displif.CREATE_DIRECTORY);
        assertOperand("dbuf_create.data_ofs", Displif.CREATE_DATA_OFFSET);
        assertOperand("dbuf_destroy.dbuf_cookie", Displif.DESTROY_DBUF_COOKIE);
        assertOperand("fb_attach.dbuf_cookie", Displif.ATTACH_DBUF_COOKIE);
        assertOperand("fb_attach.fb_cookie", Displif.ATTACH_FB_COOKIE);
        assertOperand("fb_attach.width", Displif.ATTACH_WIDTH);
        assertOperand("fb_attach.height", Displif.ATTACH_HEIGHT);
        assertOperand("fb_attach.pixel_format", Displif.ATTACH_FORMAT);
        assertOperand("fb_detach.fb_cookie", Displif.DETACH_FB_COOKIE);
    }

    @Test
    void displayModeRequests() {
        assertOperand("set_config.fb_cookie", Displif.CONFIG_FB_COOKIE);
        assertOperand("set_config.x", Displif.CONFIG_X);
        assertOperand("set_config.y", Displif.CONFIG_Y);
        assertOperand("set_config.width", Displif.CONFIG_WIDTH);
        assertOperand("set_config.height", Displif.CONFIG_HEIGHT);
        assertOperand("set_config.bpp", Displif.CONFIG_BPP);
        assertOperand("pg_flip.fb_cookie", Displif.FLIP_FB_COOKIE);
        assertOperand("get_edid.buffer_sz", Displif.EDID_BUFFER_SIZE);
        assertOperand("get_edid.gref_directory", Displif.EDID_DIRECTORY);
    }

    private void assertOperand(String field, int offset) {
        assertThat(offset).as(field).isEqualTo(golden.offset("xendispl_req.op." + field));
    }

    @Test
    void displayAnswers() {
        assertThat(Displif.ID).isEqualTo(golden.offset("xendispl_resp.id")).isEqualTo(golden.offset("xendispl_evt.id"));
        assertThat(Displif.OPERATION)
                .isEqualTo(golden.offset("xendispl_resp.operation"))
                .isEqualTo(golden.offset("xendispl_evt.type"));
        assertThat(Displif.STATUS).isEqualTo(golden.offset("xendispl_resp.status"));
        assertThat(Displif.EDID_SIZE).isEqualTo(golden.offset("xendispl_resp.op.get_edid.edid_sz"));
        assertThat(Displif.EVENT_FB_COOKIE).isEqualTo(golden.offset("xendispl_evt.op.pg_flip.fb_cookie"));
    }

    @Test
    void displayConstants() {
        assertThat((long) Displif.OP_DBUF_CREATE).isEqualTo(golden.constant("XENDISPL_OP_DBUF_CREATE"));
        assertThat((long) Displif.OP_DBUF_DESTROY).isEqualTo(golden.constant("XENDISPL_OP_DBUF_DESTROY"));
        assertThat((long) Displif.OP_FB_ATTACH).isEqualTo(golden.constant("XENDISPL_OP_FB_ATTACH"));
        assertThat((long) Displif.OP_FB_DETACH).isEqualTo(golden.constant("XENDISPL_OP_FB_DETACH"));
        assertThat((long) Displif.OP_SET_CONFIG).isEqualTo(golden.constant("XENDISPL_OP_SET_CONFIG"));
        assertThat((long) Displif.OP_PG_FLIP).isEqualTo(golden.constant("XENDISPL_OP_PG_FLIP"));
        assertThat((long) Displif.OP_GET_EDID).isEqualTo(golden.constant("XENDISPL_OP_GET_EDID"));
        assertThat((long) Displif.EVENT_PG_FLIP).isEqualTo(golden.constant("XENDISPL_EVT_PG_FLIP"));
        assertThat((long) Displif.FLAG_ALLOCATE).isEqualTo(golden.constant("XENDISPL_DBUF_FLG_REQ_ALLOC"));
        assertThat((long) Displif.EDID_BLOCK_SIZE).isEqualTo(golden.constant("XENDISPL_EDID_BLOCK_SIZE"));
        assertThat((long) Displif.EDID_MAX_SIZE).isEqualTo(golden.constant("XENDISPL_EDID_MAX_SIZE"));
    }

    @Test
    void errorNumbers() throws IllegalAccessException {
        for (Field field : XenErrno.class.getFields()) {
            assertThat((long) field.getInt(null))
                    .as(field.getName())
                    .isEqualTo(golden.constant("XEN_" + field.getName()));
        }
    }
}
