/* /dev/xen/{evtchn,gntdev,privcmd}: the headers of libxen-dev, which are those of the kernel's drivers. */
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <xen/xen.h>
#include <xen/grant_table.h>
#include <xen/sys/evtchn.h>
#include <xen/sys/gntdev.h>
#include <xen/sys/privcmd.h>
#include "layout.h"

static void print_evtchn(void)
{
    STRUCT(ioctl_evtchn_bind_interdomain);
    FIELD(ioctl_evtchn_bind_interdomain, remote_domain);
    FIELD(ioctl_evtchn_bind_interdomain, remote_port);
    STRUCT(ioctl_evtchn_bind_unbound_port);
    FIELD(ioctl_evtchn_bind_unbound_port, remote_domain);
    STRUCT(ioctl_evtchn_unbind);
    FIELD(ioctl_evtchn_unbind, port);
    STRUCT(ioctl_evtchn_notify);
    FIELD(ioctl_evtchn_notify, port);
    CONSTANT(IOCTL_EVTCHN_BIND_VIRQ);
    CONSTANT(IOCTL_EVTCHN_BIND_INTERDOMAIN);
    CONSTANT(IOCTL_EVTCHN_BIND_UNBOUND_PORT);
    CONSTANT(IOCTL_EVTCHN_UNBIND);
    CONSTANT(IOCTL_EVTCHN_NOTIFY);
    CONSTANT(IOCTL_EVTCHN_RESET);
}

static void print_gntdev(void)
{
    STRUCT(ioctl_gntdev_grant_ref);
    FIELD(ioctl_gntdev_grant_ref, domid);
    FIELD(ioctl_gntdev_grant_ref, ref);
    STRUCT(ioctl_gntdev_map_grant_ref);
    FIELD(ioctl_gntdev_map_grant_ref, count);
    FIELD(ioctl_gntdev_map_grant_ref, pad);
    FIELD(ioctl_gntdev_map_grant_ref, index);
    FIELD(ioctl_gntdev_map_grant_ref, refs);
    STRUCT(ioctl_gntdev_unmap_grant_ref);
    FIELD(ioctl_gntdev_unmap_grant_ref, index);
    FIELD(ioctl_gntdev_unmap_grant_ref, count);
    FIELD(ioctl_gntdev_unmap_grant_ref, pad);
    STRUCT(ioctl_gntdev_unmap_notify);
    FIELD(ioctl_gntdev_unmap_notify, index);
    FIELD(ioctl_gntdev_unmap_notify, action);
    FIELD(ioctl_gntdev_unmap_notify, event_channel_port);
    CONSTANT(IOCTL_GNTDEV_MAP_GRANT_REF);
    CONSTANT(IOCTL_GNTDEV_UNMAP_GRANT_REF);
    CONSTANT(IOCTL_GNTDEV_SET_UNMAP_NOTIFY);
    CONSTANT(UNMAP_NOTIFY_CLEAR_BYTE);
    CONSTANT(UNMAP_NOTIFY_SEND_EVENT);
}

static void print_gntdev_dma_buf(void)
{
    STRUCT(ioctl_gntdev_dmabuf_exp_from_refs);
    FIELD(ioctl_gntdev_dmabuf_exp_from_refs, flags);
    FIELD(ioctl_gntdev_dmabuf_exp_from_refs, count);
    FIELD(ioctl_gntdev_dmabuf_exp_from_refs, fd);
    FIELD(ioctl_gntdev_dmabuf_exp_from_refs, domid);
    FIELD(ioctl_gntdev_dmabuf_exp_from_refs, refs);
    STRUCT(ioctl_gntdev_dmabuf_exp_wait_released);
    FIELD(ioctl_gntdev_dmabuf_exp_wait_released, fd);
    FIELD(ioctl_gntdev_dmabuf_exp_wait_released, wait_to_ms);
    STRUCT(ioctl_gntdev_dmabuf_imp_to_refs);
    FIELD(ioctl_gntdev_dmabuf_imp_to_refs, fd);
    FIELD(ioctl_gntdev_dmabuf_imp_to_refs, count);
    FIELD(ioctl_gntdev_dmabuf_imp_to_refs, domid);
    FIELD(ioctl_gntdev_dmabuf_imp_to_refs, refs);
    STRUCT(ioctl_gntdev_dmabuf_imp_release);
    FIELD(ioctl_gntdev_dmabuf_imp_release, fd);
    CONSTANT(IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS);
    CONSTANT(IOCTL_GNTDEV_DMABUF_EXP_WAIT_RELEASED);
    CONSTANT(IOCTL_GNTDEV_DMABUF_IMP_TO_REFS);
    CONSTANT(IOCTL_GNTDEV_DMABUF_IMP_RELEASE);
}

static void print_privcmd(void)
{
    STRUCT(privcmd_mmapbatch_v2);
    FIELD(privcmd_mmapbatch_v2, num);
    FIELD(privcmd_mmapbatch_v2, dom);
    FIELD(privcmd_mmapbatch_v2, addr);
    FIELD(privcmd_mmapbatch_v2, arr);
    FIELD(privcmd_mmapbatch_v2, err);
    STRUCT(privcmd_hypercall);
    FIELD(privcmd_hypercall, op);
    FIELD(privcmd_hypercall, arg);
    CONSTANT(IOCTL_PRIVCMD_HYPERCALL);
    CONSTANT(IOCTL_PRIVCMD_MMAPBATCH_V2);
}

void print_xen_devices(void)
{
    print_evtchn();
    print_gntdev();
    print_gntdev_dma_buf();
    print_privcmd();
    CONSTANT(DOMID_SELF);
    CONSTANT(DOMID_FIRST_RESERVED);
    CONSTANT(VIRQ_DOM_EXC);
}
