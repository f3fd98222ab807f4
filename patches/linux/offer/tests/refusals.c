#include "buffers.h"
#include "guest.h"
#include "machine.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xen/dmabuf-offer.h>

static void refused(const char *name, int result, int wanted)
{
    tap(result == -wanted, name, "%s", result < 0 ? errno_name(-result) : "not refused");
}

/* The file's number can not be told: the arguments are in a page that can be read only. */
static int offer_untold(uint32_t domid, const struct buffer *buffer)
{
    struct xen_dmabuf_offer *args = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int device = open("/dev/xen/dmabuf-offer", O_RDWR | O_CLOEXEC), error;

    *args = (struct xen_dmabuf_offer){.gfn = 0x1000, .num_pages = 16, .fd = buffer->fd, .domid = (uint16_t)domid};
    mprotect(args, PAGE, PROT_READ);
    error = ioctl(device, IOCTL_XEN_DMABUF_OFFER, args) ? errno : 0;
    close(device);
    munmap(args, PAGE);
    return -error;
}

void test_refusals(xc_interface *xc)
{
    struct buffer buffer, none;
    struct guest guest;
    int held, other;

    if (!tap(buffer_get(&buffer, BUFFER_UDMABUF, 16) && guest_create(&guest, xc) && guest_furnish(&guest, 16), "refusals",
             "a buffer and a guest")) {
        return;
    }
    none = buffer;
    none.fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    refused("no dma-buf", offer_buffer(guest.domid, &none, 0x1000, 0, 1), EBADF);
    close(none.fd);
    none.fd = -1;
    refused("no file", offer_buffer(guest.domid, &none, 0x1000, 0, 1), EBADF);
    refused("no pages", offer_buffer(guest.domid, &buffer, 0x1000, 0, 0), EINVAL);
    refused("past the end", offer_buffer(guest.domid, &buffer, 0x1000, 16, 1), EINVAL);
    refused("one page too many", offer_buffer(guest.domid, &buffer, 0x1000, 1, 16), EINVAL);
    refused("an end that overflows", offer_buffer(guest.domid, &buffer, 0x1000, 15, UINT64_MAX - 14), EINVAL);
    refused("a place that overflows", offer_buffer(guest.domid, &buffer, UINT64_MAX - 3, 0, 16), EINVAL);
    refused("no such domain", offer_buffer(guest.domid + 1000, &buffer, 0x1000, 0, 16), ESRCH);
    refused("a number that is no domain's", offer_buffer(0x7ff0, &buffer, 0x1000, 0, 16), EINVAL);
    refused("dom0 itself", offer_buffer(0, &buffer, 0x1000, 0, 16), machine_is_pv() ? EACCES : EINVAL);

    refused("nowhere to tell the file", offer_untold(guest.domid, &buffer), EFAULT);

    held = offer_buffer(guest.domid, &buffer, 0x1000, 0, 8);
    tap(held >= 0, "an offer after all that, at the same place", "%d", held < 0 ? held : 0);
    refused("over the end of another offer", offer_buffer(guest.domid, &buffer, 0x1007, 8, 4), EBUSY);
    refused("within another offer", offer_buffer(guest.domid, &buffer, 0x1002, 8, 2), EBUSY);
    other = offer_buffer(guest.domid, &buffer, 0x1008, 8, 8);
    tap(other >= 0, "next to another offer", "%d", other < 0 ? other : 0);
    close(held);
    close(other);
    held = offer_buffer(guest.domid, &buffer, 0x1000, 0, 16);
    tap(held >= 0, "where offers have been", "%d", held < 0 ? held : 0);
    close(held);
    guest_destroy(&guest);
    buffer_free(&buffer);
}

void test_unpatched(xc_interface *xc)
{
    struct buffer buffer;
    struct guest guest;
    size_t wrong;

    if (!tap(buffer_get(&buffer, BUFFER_UDMABUF, TEST_PAGES) && guest_create(&guest, xc) && guest_furnish(&guest, TEST_PAGES),
             "unpatched Xen", "a buffer and a guest")) {
        return;
    }
    refused("unpatched Xen", offer_buffer(guest.domid, &buffer, GUEST_PAGES_GFN, 0, TEST_PAGES), EOPNOTSUPP);
    buffer_ask(&buffer, 0x10000000);
    guest_start(&guest);
    guest_goes_round(&guest);
    wrong = buffer_unanswered(&buffer, 0x10000000);
    tap(wrong == TEST_PAGES, "unpatched Xen", "the guest has none of the pages: %zu not written", wrong);
    guest_destroy(&guest);
    buffer_free(&buffer);
}
