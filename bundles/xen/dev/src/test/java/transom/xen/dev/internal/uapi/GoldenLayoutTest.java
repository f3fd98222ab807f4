package transom.xen.dev.internal.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class GoldenLayoutTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void privcmd() {
        assertThat(Privcmd.MMAPBATCH_V2).isEqualTo(golden.constant("IOCTL_PRIVCMD_MMAPBATCH_V2"));
        assertThat(Privcmd.MMAPBATCH_V2_SIZE).isEqualTo(golden.size("privcmd_mmapbatch_v2"));
        assertThat(Privcmd.MMAPBATCH_V2_NUM).isEqualTo(golden.offset("privcmd_mmapbatch_v2.num"));
        assertThat(Privcmd.MMAPBATCH_V2_DOM).isEqualTo(golden.offset("privcmd_mmapbatch_v2.dom"));
        assertThat(Privcmd.MMAPBATCH_V2_ADDR).isEqualTo(golden.offset("privcmd_mmapbatch_v2.addr"));
        assertThat(Privcmd.MMAPBATCH_V2_ARR).isEqualTo(golden.offset("privcmd_mmapbatch_v2.arr"));
        assertThat(Privcmd.MMAPBATCH_V2_ERR).isEqualTo(golden.offset("privcmd_mmapbatch_v2.err"));
    }

    @Test
    void gntdev() {
        assertThat(Gntdev.MAP_GRANT_REF).isEqualTo(golden.constant("IOCTL_GNTDEV_MAP_GRANT_REF"));
        assertThat(Gntdev.UNMAP_GRANT_REF).isEqualTo(golden.constant("IOCTL_GNTDEV_UNMAP_GRANT_REF"));
        assertThat(Gntdev.MAP_SIZE).isEqualTo(golden.size("ioctl_gntdev_map_grant_ref"));
        assertThat(Gntdev.MAP_COUNT).isEqualTo(golden.offset("ioctl_gntdev_map_grant_ref.count"));
        assertThat(Gntdev.MAP_INDEX).isEqualTo(golden.offset("ioctl_gntdev_map_grant_ref.index"));
        assertThat(Gntdev.MAP_REFS).isEqualTo(golden.offset("ioctl_gntdev_map_grant_ref.refs"));
        assertThat(Gntdev.REF_SIZE).isEqualTo(golden.size("ioctl_gntdev_grant_ref"));
        assertThat(Gntdev.REF_DOMID).isEqualTo(golden.offset("ioctl_gntdev_grant_ref.domid"));
        assertThat(Gntdev.REF_REF).isEqualTo(golden.offset("ioctl_gntdev_grant_ref.ref"));
        assertThat(Gntdev.UNMAP_SIZE).isEqualTo(golden.size("ioctl_gntdev_unmap_grant_ref"));
        assertThat(Gntdev.UNMAP_INDEX).isEqualTo(golden.offset("ioctl_gntdev_unmap_grant_ref.index"));
        assertThat(Gntdev.UNMAP_COUNT).isEqualTo(golden.offset("ioctl_gntdev_unmap_grant_ref.count"));
    }

    @Test
    void gntdevDmaBufsOfOurs() {
        assertThat(GntdevDmaBuf.IMP_TO_REFS).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_IMP_TO_REFS"));
        assertThat(GntdevDmaBuf.IMP_RELEASE).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_IMP_RELEASE"));
        assertThat(GntdevDmaBuf.IMP_SIZE).isEqualTo(golden.size("ioctl_gntdev_dmabuf_imp_to_refs"));
        assertThat(GntdevDmaBuf.IMP_FD).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_imp_to_refs.fd"));
        assertThat(GntdevDmaBuf.IMP_COUNT).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_imp_to_refs.count"));
        assertThat(GntdevDmaBuf.IMP_DOMID).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_imp_to_refs.domid"));
        assertThat(GntdevDmaBuf.IMP_REFS).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_imp_to_refs.refs"));
        assertThat(GntdevDmaBuf.RELEASE_SIZE).isEqualTo(golden.size("ioctl_gntdev_dmabuf_imp_release"));
        assertThat(GntdevDmaBuf.RELEASE_FD).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_imp_release.fd"));
    }

    @Test
    void gntdevDmaBufsOfGuests() {
        assertThat(GntdevDmaBuf.EXP_FROM_REFS).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS"));
        assertThat(GntdevDmaBuf.EXP_WAIT_RELEASED).isEqualTo(golden.constant("IOCTL_GNTDEV_DMABUF_EXP_WAIT_RELEASED"));
        assertThat(GntdevDmaBuf.EXP_SIZE).isEqualTo(golden.size("ioctl_gntdev_dmabuf_exp_from_refs"));
        assertThat(GntdevDmaBuf.EXP_FLAGS).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_from_refs.flags"));
        assertThat(GntdevDmaBuf.EXP_COUNT).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_from_refs.count"));
        assertThat(GntdevDmaBuf.EXP_FD).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_from_refs.fd"));
        assertThat(GntdevDmaBuf.EXP_DOMID).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_from_refs.domid"));
        assertThat(GntdevDmaBuf.EXP_REFS).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_from_refs.refs"));
        assertThat(GntdevDmaBuf.WAIT_SIZE).isEqualTo(golden.size("ioctl_gntdev_dmabuf_exp_wait_released"));
        assertThat(GntdevDmaBuf.WAIT_FD).isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_wait_released.fd"));
        assertThat(GntdevDmaBuf.WAIT_MILLIS)
                .isEqualTo(golden.offset("ioctl_gntdev_dmabuf_exp_wait_released.wait_to_ms"));
    }

    @Test
    void evtchn() {
        assertThat(Evtchn.BIND_INTERDOMAIN).isEqualTo(golden.constant("IOCTL_EVTCHN_BIND_INTERDOMAIN"));
        assertThat(Evtchn.NOTIFY).isEqualTo(golden.constant("IOCTL_EVTCHN_NOTIFY"));
        assertThat(Evtchn.BIND_INTERDOMAIN_SIZE).isEqualTo(golden.size("ioctl_evtchn_bind_interdomain"));
        assertThat(Evtchn.BIND_INTERDOMAIN_REMOTE_DOMAIN)
                .isEqualTo(golden.offset("ioctl_evtchn_bind_interdomain.remote_domain"));
        assertThat(Evtchn.BIND_INTERDOMAIN_REMOTE_PORT)
                .isEqualTo(golden.offset("ioctl_evtchn_bind_interdomain.remote_port"));
        assertThat(Evtchn.UNBIND).isEqualTo(golden.constant("IOCTL_EVTCHN_UNBIND"));
        assertThat(Evtchn.UNBIND_SIZE).isEqualTo(golden.size("ioctl_evtchn_unbind"));
        assertThat(Evtchn.UNBIND_PORT).isEqualTo(golden.offset("ioctl_evtchn_unbind.port"));
        assertThat(Evtchn.NOTIFY_SIZE).isEqualTo(golden.size("ioctl_evtchn_notify"));
        assertThat(Evtchn.NOTIFY_PORT).isEqualTo(golden.offset("ioctl_evtchn_notify.port"));
    }

    @Test
    void offersOfDmaBufs() {
        assertThat(DmaBufOffer.OFFER).isEqualTo(golden.constant("IOCTL_XEN_DMABUF_OFFER"));
        assertThat(DmaBufOffer.SIZE).isEqualTo(golden.size("xen_dmabuf_offer"));
        assertThat(DmaBufOffer.GFN).isEqualTo(golden.offset("xen_dmabuf_offer.gfn"));
        assertThat(DmaBufOffer.FIRST_PAGE).isEqualTo(golden.offset("xen_dmabuf_offer.first_page"));
        assertThat(DmaBufOffer.NUM_PAGES).isEqualTo(golden.offset("xen_dmabuf_offer.num_pages"));
        assertThat(DmaBufOffer.FD).isEqualTo(golden.offset("xen_dmabuf_offer.fd"));
        assertThat(DmaBufOffer.DOMID).isEqualTo(golden.offset("xen_dmabuf_offer.domid"));
        assertThat(DmaBufOffer.FLAGS).isEqualTo(golden.offset("xen_dmabuf_offer.flags"));
        assertThat(DmaBufOffer.OFFER_FD).isEqualTo(golden.offset("xen_dmabuf_offer.offer_fd"));
    }
}
