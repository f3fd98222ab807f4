#include "allocator.h"
#include "content.h"
#include "tap.h"
#include "tests.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { PAGES = 4, FLAG_WC = 1 };

static void refuse_imports(int gntdev)
{
    uint32_t refs[PAGES + 1];
    struct buffer buffer;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (allocators[0].allocate(&buffer, PAGES)) {
        tap_skip("refusals of IMP_TO_REFS", "this kernel has no udmabuf");
        return;
    }
    tap_errno("IMP_TO_REFS of no pages", grant_dmabuf(gntdev, buffer.dmabuf, 0, 0, refs), EINVAL);
    tap_errno("IMP_TO_REFS of fewer pages than there are", grant_dmabuf(gntdev, buffer.dmabuf, 0, PAGES - 1, refs), EINVAL);
    tap_errno("IMP_TO_REFS of more pages than there are", grant_dmabuf(gntdev, buffer.dmabuf, 0, PAGES + 1, refs), EINVAL);
    tap_errno("IMP_TO_REFS of a closed descriptor", grant_dmabuf(gntdev, 999, 0, PAGES, refs), EBADF);
    tap_errno("IMP_TO_REFS of what is no dma-buf", grant_dmabuf(gntdev, null, 0, PAGES, refs), EINVAL);
    tap_errno("IMP_RELEASE of what was not granted", release_dmabuf(gntdev, buffer.dmabuf), ENOENT);
    tap_errno("IMP_TO_REFS", grant_dmabuf(gntdev, buffer.dmabuf, 0, PAGES, refs), 0);
    tap_errno("IMP_RELEASE", release_dmabuf(gntdev, buffer.dmabuf), 0);
    tap_errno("IMP_RELEASE for the second time", release_dmabuf(gntdev, buffer.dmabuf), ENOENT);
    close(null);
    buffer_free(&buffer);
}

static void refuse_exports(int gntdev)
{
    static const uint32_t bogus[PAGES] = {900001, 900002, 900003, 900004};

    tap_errno("EXP_FROM_REFS of no pages", export_refs(gntdev, 0, 0, 0, bogus), EINVAL);
    tap_errno("EXP_FROM_REFS of references that are none", export_refs(gntdev, 0, 0, PAGES, bogus), EINVAL);
    tap_errno("EXP_FROM_REFS of a domain that is none", export_refs(gntdev, 0, 4242, PAGES, bogus), EINVAL);
    tap_errno("EXP_FROM_REFS into DMA memory", export_refs(gntdev, FLAG_WC, 0, PAGES, bogus), EOPNOTSUPP);
    tap_errno("EXP_WAIT_RELEASED of what was not exported", wait_released(gntdev, 999, 1), ENOENT);
}

/* The map behind an export has no offset that user space may use. */
static void refuse_unmap_of_export(int gntdev)
{
    const struct peer self = {0};
    struct granted granted;
    int unmapped = 0;

    if (!peer_possible(&self, "the map behind an export is out of reach")) {
        return;
    }
    if (peer_grant(&self, PAGES, 1, &granted)) {
        tap(false, "the map behind an export is out of reach", "%s", errno_name(errno));
        return;
    }
    int dmabuf = export_refs(gntdev, 0, 0, PAGES, granted.refs);
    for (uint64_t page = 0; page < 64; page++) {
        unmapped += !unmap_refs(gntdev, page * PAGE, PAGES);
    }
    tap(dmabuf >= 0 && !unmapped, "the map behind an export is out of reach", "ended %d times by UNMAP_GRANT_REF", unmapped);
    close(dmabuf);
    granted_free(&granted, PAGES);
}

void test_refusals(void)
{
    int gntdev = gntdev_open();

    refuse_imports(gntdev);
    refuse_exports(gntdev);
    refuse_unmap_of_export(gntdev);
    close(gntdev);
}
