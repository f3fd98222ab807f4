#include "buffers.h"
#include "guest.h"

#include <drm/drm.h>
#include <drm/drm_mode.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/dma-heap.h>
#include <linux/udmabuf.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xen/dmabuf-offer.h>

const char *const buffer_names[BUFFER_KINDS] = {"udmabuf", "dma-heap", "vgem"};

static int from_udmabuf(size_t pages)
{
    struct udmabuf_create create = {.memfd = (uint32_t)memfd_create("offer", MFD_ALLOW_SEALING), .size = pages * PAGE};
    int device = open("/dev/udmabuf", O_RDWR | O_CLOEXEC), fd = -1;

    if (device >= 0 && !ftruncate((int)create.memfd, (off_t)create.size) &&
        !fcntl((int)create.memfd, F_ADD_SEALS, F_SEAL_SHRINK)) {
        fd = ioctl(device, UDMABUF_CREATE, &create);
    }
    close(device);
    close((int)create.memfd);
    return fd;
}

static int from_heap(size_t pages)
{
    struct dma_heap_allocation_data data = {.len = pages * PAGE, .fd_flags = O_RDWR | O_CLOEXEC};
    int device = open("/dev/dma_heap/system", O_RDWR | O_CLOEXEC);
    int result = device < 0 ? -1 : ioctl(device, DMA_HEAP_IOCTL_ALLOC, &data);

    close(device);
    return result ? -1 : (int)data.fd;
}

static int from_vgem(size_t pages)
{
    struct drm_mode_create_dumb create = {.width = PAGE / 4, .height = (uint32_t)pages, .bpp = 32};
    struct drm_prime_handle prime = {.flags = DRM_CLOEXEC | DRM_RDWR, .fd = -1};
    int device = open("/dev/dri/card0", O_RDWR | O_CLOEXEC);

    if (device >= 0 && !ioctl(device, DRM_IOCTL_MODE_CREATE_DUMB, &create)) {
        prime.handle = create.handle;
        if (ioctl(device, DRM_IOCTL_PRIME_HANDLE_TO_FD, &prime)) {
            prime.fd = -1;
        }
    }
    close(device);
    return prime.fd;
}

bool buffer_get(struct buffer *buffer, enum buffer_kind kind, size_t pages)
{
    static int (*const makers[])(size_t) = {from_udmabuf, from_heap, from_vgem};

    *buffer = (struct buffer){.pages = pages, .fd = makers[kind](pages)};
    if (buffer->fd < 0) {
        return false;
    }
    buffer->words = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, buffer->fd, 0);
    return buffer->words != MAP_FAILED;
}

void buffer_free(struct buffer *buffer)
{
    munmap((void *)buffer->words, buffer->pages * PAGE);
    close(buffer->fd);
}

void buffer_ask(const struct buffer *buffer, uint32_t seed)
{
    for (size_t i = 0; i < buffer->pages; i++) {
        buffer->words[i * PAGE / 4] = seed + (uint32_t)i;
    }
}

size_t buffer_unanswered(const struct buffer *buffer, uint32_t seed)
{
    size_t wrong = 0;

    for (size_t i = 0; i < buffer->pages; i++) {
        wrong += buffer->words[i * PAGE / 4 + 2] != ((seed + (uint32_t)i) ^ GUEST_MASK);
    }
    return wrong;
}

int offer_buffer(uint32_t domid, const struct buffer *buffer, uint64_t gfn, uint64_t first, uint64_t count)
{
    struct xen_dmabuf_offer args = {
        .gfn = gfn, .first_page = first, .num_pages = count, .fd = buffer->fd, .domid = (uint16_t)domid, .offer_fd = -1};
    static int device = -1;

    if (device < 0 && (device = open("/dev/xen/dmabuf-offer", O_RDWR | O_CLOEXEC)) < 0) {
        return -errno;
    }
    return ioctl(device, IOCTL_XEN_DMABUF_OFFER, &args) ? -errno : args.offer_fd;
}
