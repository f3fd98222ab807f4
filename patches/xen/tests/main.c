/* offer patched|unpatched: tests of the series in dom0, as TAP on standard output. */
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <xenctrl.h>

int main(int count, char **arguments)
{
    xc_interface *xc;

    if (count != 2 || (strcmp(arguments[1], "patched") && strcmp(arguments[1], "unpatched"))) {
        fprintf(stderr, "usage: offer patched|unpatched\n");
        return 2;
    }
    xc = xc_interface_open(NULL, NULL, 0);
    if (!xc) {
        tap(false, "Xen's control interface", "%s", errno_name(errno));
        return tap_end();
    }
    if (!strcmp(arguments[1], "unpatched")) {
        test_unpatched(xc);
    } else {
        test_offers(xc);
        test_refusals(xc);
        test_lifetime(xc);
    }
    xc_interface_close(xc);
    return tap_end();
}
