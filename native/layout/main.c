/* Layouts, ioctl numbers and constants that Transom relies on, as this machine's headers have them. */
#include "layout.h"

int main(void)
{
    print_linux();
    print_errno();
    print_xen_devices();
    print_xenstore();
    print_framebuffer();
    print_framebuffer_32();
    print_keyboard();
    print_display();
    print_dma_buf();
    print_drm();
    print_patched();
    return fflush(stdout) == 0 ? 0 : 1;
}
