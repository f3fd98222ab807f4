/* The shared page of vfb, as a 64-bit guest has it. */
#include <stdint.h>
#include <xen/io/fbif.h>
#include "layout.h"

static void print_events(void)
{
    UNION(xenfb_out_event);
    STRUCT(xenfb_update);
    FIELD(xenfb_update, type);
    FIELD(xenfb_update, x);
    FIELD(xenfb_update, y);
    FIELD(xenfb_update, width);
    FIELD(xenfb_update, height);
    STRUCT(xenfb_resize);
    FIELD(xenfb_resize, type);
    FIELD(xenfb_resize, width);
    FIELD(xenfb_resize, height);
    FIELD(xenfb_resize, stride);
    FIELD(xenfb_resize, depth);
    FIELD(xenfb_resize, offset);
    UNION(xenfb_in_event);
    STRUCT(xenfb_refresh_period);
    FIELD(xenfb_refresh_period, type);
    FIELD(xenfb_refresh_period, period);
}

void print_framebuffer(void)
{
    STRUCT(xenfb_page);
    FIELD(xenfb_page, in_cons);
    FIELD(xenfb_page, in_prod);
    FIELD(xenfb_page, out_cons);
    FIELD(xenfb_page, out_prod);
    FIELD(xenfb_page, width);
    FIELD(xenfb_page, height);
    FIELD(xenfb_page, line_length);
    FIELD(xenfb_page, mem_length);
    FIELD(xenfb_page, depth);
    FIELD(xenfb_page, pd);
    print_events();
    CONSTANT(XENFB_TYPE_UPDATE);
    CONSTANT(XENFB_TYPE_RESIZE);
    CONSTANT(XENFB_TYPE_REFRESH_PERIOD);
    CONSTANT(XENFB_NO_REFRESH);
    CONSTANT(XENFB_OUT_EVENT_SIZE);
    CONSTANT(XENFB_IN_EVENT_SIZE);
    CONSTANT(XENFB_IN_RING_SIZE);
    CONSTANT(XENFB_IN_RING_LEN);
    CONSTANT(XENFB_IN_RING_OFFS);
    CONSTANT(XENFB_OUT_RING_SIZE);
    CONSTANT(XENFB_OUT_RING_LEN);
    CONSTANT(XENFB_OUT_RING_OFFS);
}
