/* Pages of dom0, by the numbers that Xen knows them by. */
#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xenctrl.h>

enum { PAGE = 4096 };

struct pages {
    size_t count;
    volatile uint32_t *words; /* the pages, one after the other */
    xen_ulong_t *gfns;        /* frame numbers in a translated domain, machine frame numbers in a PV domain */
};

/* Locked, zeroed pages of this process. False with errno. */
bool pages_get(struct pages *pages, xc_interface *xc, size_t count);

void pages_free(struct pages *pages);

/* A word of a page. */
static inline volatile uint32_t *page_word(const struct pages *pages, size_t page, size_t word)
{
    return &pages->words[page * (PAGE / sizeof(uint32_t)) + word];
}

/* The number of a page of dom0 that is a page table, or 0. */
xen_ulong_t page_table_gfn(xc_interface *xc);

#endif
