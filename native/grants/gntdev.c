#include "gntdev.h"
#include "content.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* The header leaves these to Xen's own. */
typedef uint32_t grant_ref_t;
typedef uint16_t domid_t;
#include <xen/gntalloc.h>
#include <xen/gntdev.h>

bool is_pv(void)
{
    char type[8] = "";
    int fd = open("/sys/hypervisor/guest_type", O_RDONLY | O_CLOEXEC);

    if (fd >= 0) {
        if (read(fd, type, sizeof type - 1) < 0) {
            type[0] = 0;
        }
        close(fd);
    }
    return !strcmp(type, "PV\n");
}

int gntdev_open(void) { return open("/dev/xen/gntdev", O_RDWR | O_CLOEXEC); }

int grant_dmabuf(int gntdev, int dmabuf, uint32_t domain, size_t pages, uint32_t *refs)
{
    struct ioctl_gntdev_dmabuf_imp_to_refs *request = calloc(1, sizeof *request + pages * sizeof *refs);

    request->fd = (uint32_t)dmabuf;
    request->count = (uint32_t)pages;
    request->domid = domain;
    int result = ioctl(gntdev, IOCTL_GNTDEV_DMABUF_IMP_TO_REFS, request);
    memcpy(refs, request->refs, pages * sizeof *refs);
    free(request);
    return result;
}

int release_dmabuf(int gntdev, int dmabuf)
{
    struct ioctl_gntdev_dmabuf_imp_release request = {.fd = (uint32_t)dmabuf};

    return ioctl(gntdev, IOCTL_GNTDEV_DMABUF_IMP_RELEASE, &request);
}

int export_refs(int gntdev, uint32_t flags, uint32_t domain, size_t pages, const uint32_t *refs)
{
    struct ioctl_gntdev_dmabuf_exp_from_refs *request = calloc(1, sizeof *request + pages * sizeof *refs);

    request->flags = flags;
    request->count = (uint32_t)pages;
    request->domid = domain;
    memcpy(request->refs, refs, pages * sizeof *refs);
    int result = ioctl(gntdev, IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS, request);
    int dmabuf = result ? -1 : (int)request->fd;
    free(request);
    return dmabuf;
}

int wait_released(int gntdev, int dmabuf, uint32_t milliseconds)
{
    struct ioctl_gntdev_dmabuf_exp_wait_released request = {.fd = (uint32_t)dmabuf, .wait_to_ms = milliseconds};

    return ioctl(gntdev, IOCTL_GNTDEV_DMABUF_EXP_WAIT_RELEASED, &request);
}

volatile uint32_t *map_refs(int gntdev, uint32_t domain, size_t pages, const uint32_t *refs, uint64_t *index)
{
    struct ioctl_gntdev_map_grant_ref *request = calloc(1, sizeof *request + pages * sizeof *request->refs);

    request->count = (uint32_t)pages;
    for (size_t i = 0; i < pages; i++) {
        request->refs[i].domid = domain;
        request->refs[i].ref = refs[i];
    }
    int result = ioctl(gntdev, IOCTL_GNTDEV_MAP_GRANT_REF, request);
    *index = request->index;
    free(request);
    if (result) {
        return NULL;
    }
    void *mapped = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, gntdev, (off_t)*index);
    return mapped == MAP_FAILED ? NULL : mapped;
}

int unmap_refs(int gntdev, uint64_t index, size_t pages)
{
    struct ioctl_gntdev_unmap_grant_ref request = {.index = index, .count = (uint32_t)pages};

    return ioctl(gntdev, IOCTL_GNTDEV_UNMAP_GRANT_REF, &request);
}

volatile uint32_t *grant_pages(int gntalloc, uint32_t domain, size_t pages, uint32_t *refs)
{
    struct ioctl_gntalloc_alloc_gref *request = calloc(1, sizeof *request + pages * sizeof *refs);

    request->domid = (uint16_t)domain;
    request->flags = GNTALLOC_FLAG_WRITABLE;
    request->count = (uint32_t)pages;
    int result = ioctl(gntalloc, IOCTL_GNTALLOC_ALLOC_GREF, request);
    uint64_t index = request->index;
    memcpy(refs, request->gref_ids, pages * sizeof *refs);
    free(request);
    if (result) {
        return NULL;
    }
    void *mapped = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, gntalloc, (off_t)index);
    return mapped == MAP_FAILED ? NULL : mapped;
}
