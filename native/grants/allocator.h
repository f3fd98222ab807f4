/* Buffers that are dma-bufs and can be mapped by the CPU. */
#ifndef ALLOCATOR_H
#define ALLOCATOR_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
    int dmabuf;
    size_t pages;
    volatile uint32_t *words; /* the exporter's own mapping */
    int card;                 /* vgem: the DRM device, else -1 */
    uint32_t handle;          /* vgem: the GEM handle */
};

struct allocator {
    const char *name;
    /* 0, or -1 and errno; ENODEV where the kernel has no such device. */
    int (*allocate)(struct buffer *buffer, size_t pages);
};

extern const struct allocator allocators[];
extern const size_t allocator_count;

/* Lets go of all that allocate() made. */
void buffer_free(struct buffer *buffer);

/* Imports a dma-buf into vgem, as a GPU driver would; returns 0 or -1 and errno. */
int vgem_import(int dmabuf);

#endif
