/* The tests, each with guests of its own. */
#ifndef TESTS_H
#define TESTS_H

#include <xenctrl.h>

enum { TEST_PAGES = 300 };

/* What a guest and dom0 see of each other's writes, for as long as the offer lasts and after. */
void test_offers(xc_interface *xc);

/* What is not offered. */
void test_refusals(xc_interface *xc);

/* A Xen that can not offer pages. */
void test_unpatched(xc_interface *xc);

/* The holder is killed while the guest writes. With memory that user space offers by itself, the guest writes to others' memory. */
void test_kill(xc_interface *xc);
void test_kill_without(xc_interface *xc);

#endif
