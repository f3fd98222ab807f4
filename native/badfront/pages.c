#include "pages.h"

#include "displif.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

/* The header leaves these to Xen's own. */
typedef uint32_t grant_ref_t;
typedef uint16_t domid_t;
#include <xen/gntalloc.h>

int pages_open(void)
{
    return open("/dev/xen/gntalloc", O_RDWR | O_CLOEXEC);
}

int pages_grant(int fd, uint32_t domain, size_t count, struct pages *pages)
{
    union {
        struct ioctl_gntalloc_alloc_gref request;
        uint8_t room[sizeof(struct ioctl_gntalloc_alloc_gref) + PAGES_MAX * sizeof(uint32_t)];
    } alloc = {.request = {.domid = (uint16_t)domain, .flags = GNTALLOC_FLAG_WRITABLE, .count = (uint32_t)count}};

    if (count > PAGES_MAX) {
        errno = E2BIG;
        return -1;
    }
    if (ioctl(fd, IOCTL_GNTALLOC_ALLOC_GREF, &alloc)) {
        return -1;
    }
    pages->index = alloc.request.index;
    pages->count = count;
    memcpy(pages->refs, alloc.request.gref_ids, count * sizeof *pages->refs);
    pages->memory = mmap(NULL, count * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)pages->index);
    return pages->memory == MAP_FAILED ? -1 : 0;
}

int pages_end(int fd, struct pages *pages)
{
    struct ioctl_gntalloc_dealloc_gref request = {.index = pages->index, .count = (uint32_t)pages->count};

    return munmap(pages->memory, pages->count * PAGE) || ioctl(fd, IOCTL_GNTALLOC_DEALLOC_GREF, &request) ? -1 : 0;
}
