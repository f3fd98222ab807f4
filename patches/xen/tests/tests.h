/* The tests, each with guests of its own. */
#ifndef TESTS_H
#define TESTS_H

#include <xenctrl.h>

/* What a guest and dom0 see of each other's writes, for as long as the pages are offered and after. */
void test_offers(xc_interface *xc);

/* What must not be offered, and to whom. */
void test_refusals(xc_interface *xc);

/* References: of guests without a vCPU, of what is replaced, of guests that are destroyed, of what dom0 gave back. */
void test_lifetime(xc_interface *xc);

/* A Xen without the patches. */
void test_unpatched(xc_interface *xc);

#endif
