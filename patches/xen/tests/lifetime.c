#include "guest.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <sys/mman.h>

enum { PAGES = 64 };

/* References have to be counted from the first mapping on, or too many are dropped when it ends. */
static void without_processor(xc_interface *xc, const struct pages *pages)
{
    struct guest guest;
    size_t failed = 0;
    uint32_t seen;

    if (!guest_create(&guest, xc)) {
        tap(false, "a guest without a vCPU", "%s", errno_name(errno));
        return;
    }
    tap(!offer(&guest, pages, 0, PAGES), "offered to a guest without a vCPU", "%d pages", PAGES);
    if (!guest_furnish(&guest, PAGES)) {
        tap(false, "the guest gets a vCPU", "%s", errno_name(errno));
        return;
    }
    for (size_t i = 0; i < PAGES / 2; i++) {
        failed += xc_domain_remove_from_physmap(xc, guest.domid, GUEST_PAGES_GFN + i) != 0;
    }
    tap(failed == 0, "taken back once it has one", "%zu of %d failed", failed, PAGES / 2);
    tap(!offer(&guest, pages, 0, PAGES / 2), "offered again", "%d pages", PAGES / 2);
    seen = guest_start(&guest) && guest_goes_round(&guest) ? *page_word(pages, PAGES - 1, 2) : 0;
    tap(seen == GUEST_MASK, "and used by the guest", "the last page holds %08x", seen);
    tap(guest_destroy(&guest), "it leaves no zombie", "domain %u", guest.domid);
}

/* Each time there is nothing at the place for a moment, which the guest runs into now and then. */
static void replaced_often(struct guest *guest, const struct pages *pages)
{
    enum { TIMES = 2000 };
    int failed = 0;

    for (int i = 0; i < TIMES; i++) {
        failed += offer_frame(guest, DOMID_SELF, pages->gfns[i % 2], GUEST_PAGES_GFN) != 0;
    }
    tap(!failed, "one of two pages in its place, in turn", "%d of %d failed", failed, TIMES);
    tap(guest_goes_round(guest), "the guest survives that", "%s", "two rounds");
}

static void replaced(xc_interface *xc, const struct pages *pages)
{
    struct guest guest;
    uint64_t owned;
    uint32_t first, second;
    bool runs;
    int result;

    if (!guest_create(&guest, xc) || !guest_furnish(&guest, 1)) {
        tap(false, "a guest", "%s", errno_name(errno));
        return;
    }
    *page_word(pages, 0, 0) = 1;
    *page_word(pages, 1, 0) = 2;
    *page_word(pages, 0, 2) = *page_word(pages, 1, 2) = 0;
    tap(!offer(&guest, pages, 0, 1) && guest_start(&guest) && guest_goes_round(&guest), "a guest with one page", "%s", "runs");
    result = offer_frame(&guest, DOMID_SELF, pages->gfns[1], GUEST_PAGES_GFN);
    tap(result == 0, "another page in its place, while it writes", "%s", errno_name(-result));
    *page_word(pages, 0, 2) = 0;
    runs = guest_goes_round(&guest);
    first = *page_word(pages, 0, 2);
    second = *page_word(pages, 1, 2);
    tap(runs && first == 0 && second == (2 ^ GUEST_MASK), "the guest writes to that one only", "%08x, and %08x in the first%s",
        second, first, runs ? "" : "; it does not run anymore");
    replaced_often(&guest, pages);
    result = offer_frame(&guest, DOMID_SELF, pages->gfns[1], GUEST_PAGES_GFN);
    tap(result == 0, "the same page once more", "%s", errno_name(-result));

    xen_pfn_t ram = GUEST_RAM_GFN;

    if (xc_domain_populate_physmap_exact(xc, guest.domid, 1, 0, 0, &ram)) {
        tap(false, "more memory for the guest", "%s", errno_name(errno));
    }
    owned = domain_pages(xc, guest.domid);
    result = offer_frame(&guest, DOMID_SELF, pages->gfns[2], GUEST_RAM_GFN);
    tap(result == 0 && domain_pages(xc, guest.domid) == owned - 1, "in place of the guest's RAM, which is freed",
        "%s, %llu pages before, %llu after", errno_name(-result), (unsigned long long)owned,
        (unsigned long long)domain_pages(xc, guest.domid));
    tap(guest_destroy(&guest), "it leaves no zombie", "domain %u", guest.domid);
}

/* Linux turns freed pages into whatever it needs, page tables too; in a PV dom0, Xen only lets it if nobody else may write. */
static void back_in_use(void)
{
    enum { TABLES = 2000, SPAN = 2 << 20 };
    size_t touched = 0;
    volatile char *sparse =
        mmap(NULL, (size_t)TABLES * SPAN, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (sparse == MAP_FAILED) {
        tap(false, "page tables of pages that were offered", "%s", errno_name(errno));
        return;
    }
    for (size_t i = 0; i < TABLES; i++) {
        touched += sparse[i * SPAN] == 0;
    }
    munmap((void *)sparse, (size_t)TABLES * SPAN);
    tap(touched == TABLES, "page tables of pages that were offered", "%zu of %d", touched, TABLES);
}

void test_lifetime(xc_interface *xc)
{
    uint64_t dom0 = domain_pages(xc, 0);
    struct pages pages;

    if (!pages_get(&pages, xc, PAGES)) {
        tap(false, "pages", "%s", errno_name(errno));
        return;
    }
    without_processor(xc, &pages);
    replaced(xc, &pages);
    pages_free(&pages);
    back_in_use();
    tap(domain_pages(xc, 0) == dom0, "dom0 has lost no page", "%llu pages before, %llu after", (unsigned long long)dom0,
        (unsigned long long)domain_pages(xc, 0));
}
