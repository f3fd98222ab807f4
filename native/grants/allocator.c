#include "allocator.h"
#include "content.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dma-heap.h>
#include <linux/udmabuf.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* From <drm.h> and <drm_mode.h>, which come with libdrm's headers only. */
struct drm_version {
    int major, minor, patch;
    size_t name_length;
    char *name;
    size_t date_length;
    char *date;
    size_t description_length;
    char *description;
};
struct drm_create_dumb {
    uint32_t height, width, bpp, flags, handle, pitch;
    uint64_t size;
};
struct drm_map_dumb {
    uint32_t handle, pad;
    uint64_t offset;
};
struct drm_prime_handle {
    uint32_t handle, flags;
    int32_t fd;
};
enum { PRIME_RDWR = O_RDWR, PRIME_CLOEXEC = O_CLOEXEC };
#define DRM_VERSION _IOWR('d', 0x00, struct drm_version)
#define DRM_CREATE_DUMB _IOWR('d', 0xb2, struct drm_create_dumb)
#define DRM_MAP_DUMB _IOWR('d', 0xb3, struct drm_map_dumb)
#define DRM_HANDLE_TO_FD _IOWR('d', 0x2d, struct drm_prime_handle)
#define DRM_FD_TO_HANDLE _IOWR('d', 0x2e, struct drm_prime_handle)

static int map(struct buffer *buffer, int fd, uint64_t offset)
{
    void *mapped = mmap(NULL, buffer->pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)offset);

    if (mapped == MAP_FAILED) {
        return -1;
    }
    buffer->words = mapped;
    return 0;
}

static int no_device(void)
{
    if (errno == ENOENT) {
        errno = ENODEV;
    }
    return -1;
}

static int memfd_of(size_t pages)
{
    int fd = memfd_create("grants", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd >= 0 && (ftruncate(fd, (off_t)(pages * PAGE)) || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK))) {
        close(fd);
        return -1;
    }
    return fd;
}

static int udmabuf_allocate(struct buffer *buffer, size_t pages)
{
    struct udmabuf_create request = {.flags = UDMABUF_FLAGS_CLOEXEC, .size = pages * PAGE};
    int device = open("/dev/udmabuf", O_RDWR | O_CLOEXEC);

    if (device < 0) {
        return no_device();
    }
    *buffer = (struct buffer){.dmabuf = -1, .pages = pages, .card = -1};
    int memory = memfd_of(pages);
    request.memfd = (uint32_t)memory;
    if (memory >= 0) {
        buffer->dmabuf = ioctl(device, UDMABUF_CREATE, &request);
    }
    int mapped = buffer->dmabuf < 0 ? -1 : map(buffer, memory, 0);
    close(memory);
    close(device);
    return mapped;
}

static int heap_allocate(struct buffer *buffer, size_t pages)
{
    struct dma_heap_allocation_data request = {.len = pages * PAGE, .fd_flags = O_RDWR | O_CLOEXEC};
    int device = open("/dev/dma_heap/system", O_RDWR | O_CLOEXEC);

    if (device < 0) {
        return no_device();
    }
    *buffer = (struct buffer){.dmabuf = -1, .pages = pages, .card = -1};
    int made = ioctl(device, DMA_HEAP_IOCTL_ALLOC, &request);
    close(device);
    if (made) {
        return -1;
    }
    buffer->dmabuf = (int)request.fd;
    return map(buffer, buffer->dmabuf, 0);
}

static int vgem_open(void)
{
    for (int i = 0; i < 8; i++) {
        char path[32], name[32] = "";
        struct drm_version version = {.name_length = sizeof name - 1, .name = name};

        snprintf(path, sizeof path, "/dev/dri/card%d", i);
        int card = open(path, O_RDWR | O_CLOEXEC);
        if (card >= 0 && !ioctl(card, DRM_VERSION, &version) && !strcmp(name, "vgem")) {
            return card;
        }
        if (card >= 0) {
            close(card);
        }
    }
    errno = ENODEV;
    return -1;
}

static int vgem_allocate(struct buffer *buffer, size_t pages)
{
    struct drm_create_dumb dumb = {.width = PAGE_WORDS, .height = (uint32_t)pages, .bpp = 32};
    struct drm_map_dumb place = {0};
    int card = vgem_open();

    if (card < 0) {
        return -1;
    }
    *buffer = (struct buffer){.dmabuf = -1, .pages = pages, .card = card};
    if (ioctl(card, DRM_CREATE_DUMB, &dumb)) {
        return -1;
    }
    buffer->handle = place.handle = dumb.handle;
    struct drm_prime_handle prime = {.handle = dumb.handle, .flags = PRIME_CLOEXEC | PRIME_RDWR};
    if (ioctl(card, DRM_MAP_DUMB, &place) || ioctl(card, DRM_HANDLE_TO_FD, &prime)) {
        return -1;
    }
    buffer->dmabuf = prime.fd;
    return map(buffer, card, place.offset);
}

const struct allocator allocators[] = {
    {"udmabuf", udmabuf_allocate}, {"dma-heap", heap_allocate}, {"vgem", vgem_allocate}};
const size_t allocator_count = sizeof allocators / sizeof *allocators;

void buffer_free(struct buffer *buffer)
{
    if (buffer->words) {
        munmap((void *)buffer->words, buffer->pages * PAGE);
    }
    if (buffer->dmabuf >= 0) {
        close(buffer->dmabuf);
    }
    if (buffer->card >= 0) {
        close(buffer->card);
    }
}

int vgem_import(int dmabuf)
{
    struct drm_prime_handle prime = {.fd = dmabuf};
    int card = vgem_open();

    if (card < 0) {
        return -1;
    }
    int result = ioctl(card, DRM_FD_TO_HANDLE, &prime);
    int error = errno;
    close(card);
    errno = error;
    return result;
}
