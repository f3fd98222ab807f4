#include "guest.h"
#include "machine.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>

static void refused(const char *name, int result, int wanted)
{
    tap(result == -wanted, name, "%s, expected %s", errno_name(-result), errno_name(wanted));
}

void test_refusals(xc_interface *xc)
{
    struct guest guest, other, self = {.xc = xc, .domid = DOMID_SELF}, none = {.xc = xc, .domid = 0x7000};
    struct pages pages;
    xen_ulong_t table = page_table_gfn(xc);
    int result;

    if (!pages_get(&pages, xc, 1) || !guest_create(&guest, xc) || !guest_furnish(&guest, 1) || !guest_create(&other, xc) ||
        !guest_furnish(&other, 1)) {
        tap(false, "a page and two guests", "%s", errno_name(errno));
        return;
    }
    refused("a frame that is nobody's", offer_frame(&guest, DOMID_SELF, 0x7fffff, GUEST_PAGES_GFN), EINVAL);
    /* The local APIC's page: of a PV dom0, a frame of Xen; in a PVH dom0, an emulated device. */
    refused("a frame of a device", offer_frame(&guest, DOMID_SELF, 0xfee00, GUEST_PAGES_GFN), EINVAL);
    refused("dom0 by its number", offer_frame(&guest, 0, pages.gfns[0], GUEST_PAGES_GFN), EPERM);
    refused("the pages of another guest", offer_frame(&guest, other.domid, GUEST_CODE_GFN, GUEST_PAGES_GFN), EPERM);
    refused("a domain that does not exist", offer_frame(&none, DOMID_SELF, pages.gfns[0], GUEST_PAGES_GFN), ESRCH);
    result = offer_frame(&self, DOMID_SELF, pages.gfns[0], GUEST_PAGES_GFN);
    /* Xen refuses a PV domain's request already because it has no physmap. */
    refused("to oneself", result, machine_is_pv() ? EACCES : EINVAL);
    if (!machine_is_pv()) {
        tap_skip("a page table", "only of PV domains does Xen know the page tables");
    } else if (table) {
        refused("a page table", offer_frame(&guest, DOMID_SELF, table, GUEST_PAGES_GFN), EBUSY);
    } else {
        tap(false, "a page table", "none found: %s", errno_name(errno));
    }
    refused("nothing of that kept an ordinary page from being offered", offer(&guest, &pages, 0, 1), 0);
    tap(guest_destroy(&guest) && guest_destroy(&other), "no zombie", "domains %u and %u", guest.domid, other.domid);
    pages_free(&pages);
}

void test_unpatched(xc_interface *xc)
{
    struct guest guest;
    struct pages pages;

    if (!pages_get(&pages, xc, 1) || !guest_create(&guest, xc) || !guest_furnish(&guest, 1)) {
        tap(false, "a page and a guest", "%s", errno_name(errno));
        return;
    }
    refused("Xen without the series", offer(&guest, &pages, 0, 1), ESRCH);
    tap(guest_destroy(&guest), "no zombie", "domain %u", guest.domid);
    pages_free(&pages);
}
