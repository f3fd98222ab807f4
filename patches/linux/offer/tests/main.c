/* Tests of /dev/xen/dmabuf-offer in dom0, as TAP: offer patched|unpatched. */
#include "tap.h"
#include "tests.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    xc_interface *xc = xc_interface_open(NULL, NULL, 0);

    if (argc != 2 || !tap(xc != NULL, "Xen", "its interface")) {
        return 2;
    }
    if (!strcmp(argv[1], "unpatched")) {
        test_unpatched(xc);
    } else {
        test_offers(xc);
        test_refusals(xc);
        test_kill(xc);
        /* Last, for it spoils memory. */
        test_kill_without(xc);
    }
    return tap_end();
}
