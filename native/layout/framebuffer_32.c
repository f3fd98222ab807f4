/* The shared page of vfb, as a 32-bit guest has it: its long is an int of this machine, in size and alignment. */
#include <stdint.h>
#include "layout.h"
#define long int
#include <xen/io/fbif.h>
#undef long

void print_framebuffer_32(void)
{
    NAMED("xenfb_page_32", struct xenfb_page);
    MEMBER("xenfb_page_32", struct xenfb_page, depth);
    MEMBER("xenfb_page_32", struct xenfb_page, pd);
}
