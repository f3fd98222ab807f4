#include "guest.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>

enum { PAGES = 512 };

static void write_all(const struct pages *pages, uint32_t value)
{
    for (size_t i = 0; i < pages->count; i++) {
        *page_word(pages, i, 0) = value + (uint32_t)i;
    }
}

/* How many pages of [first, first + count) hold the guest's answer to what write_all wrote. */
static size_t answered(const struct pages *pages, size_t first, size_t count, uint32_t value)
{
    size_t right = 0;

    for (size_t i = first; i < first + count; i++) {
        right += *page_word(pages, i, 2) == ((value + (uint32_t)i) ^ GUEST_MASK);
    }
    return right;
}

/* While the guest runs: pages taken from it. Once the hypercall is back it must not write to them. */
static void taken_back(struct guest *guest, const struct pages *pages)
{
    enum { FIRST = 100, COUNT = 50 };
    size_t failed = 0, gone, kept;

    for (size_t i = FIRST; i < FIRST + COUNT; i++) {
        failed += xc_domain_remove_from_physmap(guest->xc, guest->domid, GUEST_PAGES_GFN + i) != 0;
        /* From here on, nothing but this process writes to the page. */
        *page_word(pages, i, 2) = 0xdeadbeef;
    }
    tap(failed == 0, "pages taken back while the guest writes to them", "%zu of %d failed", failed, COUNT);
    write_all(pages, 0x20000000);
    if (!tap(guest_goes_round(guest), "the guest goes on without them", "%s", "two rounds")) {
        return;
    }
    gone = 0;
    for (size_t i = FIRST; i < FIRST + COUNT; i++) {
        gone += *page_word(pages, i, 2) == 0xdeadbeef;
    }
    kept = answered(pages, 0, FIRST, 0x20000000) + answered(pages, FIRST + COUNT, PAGES - FIRST - COUNT, 0x20000000);
    tap(gone == COUNT, "no page is written after it was taken back", "%zu of %d unchanged", gone, COUNT);
    tap(kept == PAGES - COUNT, "the others are still the guest's", "%zu of %d pages", kept, PAGES - COUNT);
}

void test_offers(xc_interface *xc)
{
    struct guest guest;
    struct pages pages;
    uint64_t dom0 = domain_pages(xc, 0), owned;
    int result;

    if (!pages_get(&pages, xc, PAGES) || !guest_create(&guest, xc) || !guest_furnish(&guest, PAGES)) {
        tap(false, "pages and a guest", "%s", errno_name(errno));
        return;
    }
    owned = domain_pages(xc, guest.domid);
    write_all(&pages, 0x10000000);
    result = offer(&guest, &pages, 0, PAGES);
    if (!tap(result == 0, "pages are offered", "%d pages: %s", PAGES, errno_name(-result))) {
        guest_destroy(&guest);
        return;
    }
    tap(domain_pages(xc, guest.domid) == owned, "the pages remain dom0's", "the guest has %llu pages, as before",
        (unsigned long long)owned);
    if (tap(guest_start(&guest) && guest_goes_round(&guest), "the guest runs over the pages", "%s", "two rounds")) {
        size_t right = answered(&pages, 0, PAGES, 0x10000000);

        tap(right == PAGES, "dom0 sees what the guest writes, which saw what dom0 wrote", "%zu of %d pages", right, PAGES);
        taken_back(&guest, &pages);
    }
    tap(guest_destroy(&guest), "a guest destroyed while it writes leaves no zombie", "domain %u", guest.domid);
    pages_free(&pages);
    tap(domain_pages(xc, 0) == dom0, "dom0 has lost no page", "%llu pages before, %llu after", (unsigned long long)dom0,
        (unsigned long long)domain_pages(xc, 0));
}
