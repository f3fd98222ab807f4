/* dma-bufs to offer, of the allocators that need no hardware. */
#ifndef BUFFERS_H
#define BUFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    size_t pages;
    int fd;                   /* the dma-buf */
    volatile uint32_t *words; /* all of it */
};

enum buffer_kind { BUFFER_UDMABUF, BUFFER_HEAP, BUFFER_VGEM, BUFFER_KINDS };

extern const char *const buffer_names[BUFFER_KINDS];

/* Zeroed, with no way to its pages but what is in the struct. False with errno. */
bool buffer_get(struct buffer *buffer, enum buffer_kind kind, size_t pages);

void buffer_free(struct buffer *buffer);

/* What the guest makes of word 0 of a page, and whether it has. Counts the pages where it has not. */
void buffer_ask(const struct buffer *buffer, uint32_t seed);
size_t buffer_unanswered(const struct buffer *buffer, uint32_t seed);

/* Offers pages [first, first + count) at the place of the guest's page 0. The file, or an error, negative. */
int offer_buffer(uint32_t domid, const struct buffer *buffer, uint64_t gfn, uint64_t first, uint64_t count);

#endif
