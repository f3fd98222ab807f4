/* The shared page of vkbd. */
#include <stdint.h>
#include <xen/io/kbdif.h>
#include "layout.h"

static void print_events(void)
{
    UNION(xenkbd_in_event);
    STRUCT(xenkbd_motion);
    FIELD(xenkbd_motion, type);
    FIELD(xenkbd_motion, rel_x);
    FIELD(xenkbd_motion, rel_y);
    FIELD(xenkbd_motion, rel_z);
    STRUCT(xenkbd_key);
    FIELD(xenkbd_key, type);
    FIELD(xenkbd_key, pressed);
    FIELD(xenkbd_key, keycode);
    STRUCT(xenkbd_position);
    FIELD(xenkbd_position, type);
    FIELD(xenkbd_position, abs_x);
    FIELD(xenkbd_position, abs_y);
    FIELD(xenkbd_position, rel_z);
}

void print_keyboard(void)
{
    STRUCT(xenkbd_page);
    FIELD(xenkbd_page, in_cons);
    FIELD(xenkbd_page, in_prod);
    FIELD(xenkbd_page, out_cons);
    FIELD(xenkbd_page, out_prod);
    print_events();
    CONSTANT(XENKBD_TYPE_MOTION);
    CONSTANT(XENKBD_TYPE_KEY);
    CONSTANT(XENKBD_TYPE_POS);
    CONSTANT(XENKBD_TYPE_MTOUCH);
    CONSTANT(XENKBD_IN_EVENT_SIZE);
    CONSTANT(XENKBD_IN_RING_SIZE);
    CONSTANT(XENKBD_IN_RING_LEN);
    CONSTANT(XENKBD_IN_RING_OFFS);
    CONSTANT(XENKBD_OUT_EVENT_SIZE);
    CONSTANT(XENKBD_OUT_RING_SIZE);
    CONSTANT(XENKBD_OUT_RING_LEN);
    CONSTANT(XENKBD_OUT_RING_OFFS);
}
