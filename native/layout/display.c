/* The pages of vdispl and the error numbers of its statuses. */
#include <errno.h>
#include <stdint.h>
#include <xen/xen.h>
#include <xen/event_channel.h>
#include <xen/grant_table.h>
#include <xen/io/displif.h>
#include "layout.h"

#define REQ(field) MEMBER("xendispl_req", struct xendispl_req, op.field)

/* Xen's own error numbers: XEN_ERRNO(EPERM, 1) and so on. */
enum xen_errno {
#define XEN_ERRNO(name, value) XEN_##name = value,
#include <xen/errno.h>
};

static void print_rings(void)
{
    STRUCT(xen_displif_sring);
    FIELD(xen_displif_sring, req_prod);
    FIELD(xen_displif_sring, req_event);
    FIELD(xen_displif_sring, rsp_prod);
    FIELD(xen_displif_sring, rsp_event);
    FIELD(xen_displif_sring, ring);
    UNION(xen_displif_sring_entry);
    printf("const XENDISPL_RING_LEN 0x%llx\n", (unsigned long long)__CONST_RING_SIZE(xen_displif, 4096));
    STRUCT(xendispl_event_page);
    FIELD(xendispl_event_page, in_cons);
    FIELD(xendispl_event_page, in_prod);
    CONSTANT(XENDISPL_IN_RING_OFFS);
    CONSTANT(XENDISPL_IN_RING_LEN);
    FIELD(xendispl_page_directory, gref_dir_next_page);
    FIELD(xendispl_page_directory, gref);
}

static void print_buffer_requests(void)
{
    REQ(dbuf_create.dbuf_cookie);
    REQ(dbuf_create.width);
    REQ(dbuf_create.height);
    REQ(dbuf_create.bpp);
    REQ(dbuf_create.buffer_sz);
    REQ(dbuf_create.flags);
    REQ(dbuf_create.gref_directory);
    REQ(dbuf_create.data_ofs);
    REQ(dbuf_destroy.dbuf_cookie);
    REQ(fb_attach.dbuf_cookie);
    REQ(fb_attach.fb_cookie);
    REQ(fb_attach.width);
    REQ(fb_attach.height);
    REQ(fb_attach.pixel_format);
    REQ(fb_detach.fb_cookie);
}

static void print_requests(void)
{
    STRUCT(xendispl_req);
    FIELD(xendispl_req, id);
    FIELD(xendispl_req, operation);
    print_buffer_requests();
    REQ(set_config.fb_cookie);
    REQ(set_config.x);
    REQ(set_config.y);
    REQ(set_config.width);
    REQ(set_config.height);
    REQ(set_config.bpp);
    REQ(pg_flip.fb_cookie);
    REQ(get_edid.buffer_sz);
    REQ(get_edid.gref_directory);
}

static void print_answers(void)
{
    STRUCT(xendispl_resp);
    FIELD(xendispl_resp, id);
    FIELD(xendispl_resp, operation);
    FIELD(xendispl_resp, status);
    FIELD(xendispl_resp, op.get_edid.edid_sz);
    STRUCT(xendispl_evt);
    FIELD(xendispl_evt, id);
    FIELD(xendispl_evt, type);
    FIELD(xendispl_evt, op.pg_flip.fb_cookie);
}

static void print_errors(void)
{
    CONSTANT(XEN_EPERM);
    CONSTANT(XEN_ENOENT);
    CONSTANT(XEN_EIO);
    CONSTANT(XEN_ENOMEM);
    CONSTANT(XEN_EACCES);
    CONSTANT(XEN_EBUSY);
    CONSTANT(XEN_EEXIST);
    CONSTANT(XEN_EINVAL);
    CONSTANT(XEN_ENOSPC);
    CONSTANT(XEN_EOPNOTSUPP);
    CONSTANT(XEN_ETIMEDOUT);
}

void print_display(void)
{
    print_rings();
    print_requests();
    print_answers();
    CONSTANT(XENDISPL_OP_DBUF_CREATE);
    CONSTANT(XENDISPL_OP_DBUF_DESTROY);
    CONSTANT(XENDISPL_OP_FB_ATTACH);
    CONSTANT(XENDISPL_OP_FB_DETACH);
    CONSTANT(XENDISPL_OP_SET_CONFIG);
    CONSTANT(XENDISPL_OP_PG_FLIP);
    CONSTANT(XENDISPL_OP_GET_EDID);
    CONSTANT(XENDISPL_EVT_PG_FLIP);
    CONSTANT(XENDISPL_DBUF_FLG_REQ_ALLOC);
    CONSTANT(XENDISPL_EDID_BLOCK_SIZE);
    CONSTANT(XENDISPL_EDID_MAX_SIZE);
    print_errors();
}
