/* A bare HVM guest: one vCPU, no firmware, no toolstack, no xenstore. It works on the pages that it is offered. */
#ifndef GUEST_H
#define GUEST_H

#include "pages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xenctrl.h>

/* Where offered pages start in the guest, and what it does with each, over and over: word 2 = word 0 ^ GUEST_MASK. */
enum { GUEST_PAGES_GFN = 0x1000, GUEST_CODE_GFN = 0x10, GUEST_RAM_GFN = 0x20 };
#define GUEST_MASK UINT32_C(0x5aa5f00f)

struct guest {
    xc_interface *xc;
    uint32_t domid;
    volatile uint8_t *code; /* its page of code, which also counts its rounds over the pages */
};

/* A domain with neither a vCPU nor memory. False with errno. */
bool guest_create(struct guest *guest, xc_interface *xc);

/* Gives it a vCPU, memory and code for that many pages; it does not run yet. */
bool guest_furnish(struct guest *guest, size_t pages);

bool guest_start(struct guest *guest);

/* Waits until it has been over all of its pages, from the first to the last, since the call. False if it does not get there. */
bool guest_goes_round(struct guest *guest);

/* How many pages the domain owns, as Xen counts them; 0 if there is no such domain. */
uint64_t domain_pages(xc_interface *xc, uint32_t domid);

/* Destroys it and waits until nothing of it is left. False if it remains, as a zombie. */
bool guest_destroy(struct guest *guest);

/* Offers pages [first, first + count) at the same places of the guest. 0, or the first error that Xen gives, negative. */
int offer(struct guest *guest, const struct pages *pages, size_t first, size_t count);

/* Offers any frame of this domain or another one at any place. */
int offer_frame(struct guest *guest, uint32_t owner, xen_ulong_t frame, xen_pfn_t gfn);

#endif
