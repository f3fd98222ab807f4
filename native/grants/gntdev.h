/* The ioctls of /dev/xen/gntdev and /dev/xen/gntalloc, one function each. All return -1 and set errno on failure. */
#ifndef GNTDEV_H
#define GNTDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_PAGES = 1000 };

/* How this kernel runs: self-grants are possible in a PV domain only. In a translated domain, mapping a page of one's own by
   a grant takes the page away from its place. */
bool is_pv(void);

int gntdev_open(void);

/* IMP_TO_REFS, IMP_RELEASE */
int grant_dmabuf(int gntdev, int dmabuf, uint32_t domain, size_t pages, uint32_t *refs);
int release_dmabuf(int gntdev, int dmabuf);

/* EXP_FROM_REFS: returns the dma-buf. EXP_WAIT_RELEASED */
int export_refs(int gntdev, uint32_t flags, uint32_t domain, size_t pages, const uint32_t *refs);
int wait_released(int gntdev, int dmabuf, uint32_t milliseconds);

/* MAP_GRANT_REF and mmap; NULL on failure. The mapping outlives neither gntdev nor unmap_refs. */
volatile uint32_t *map_refs(int gntdev, uint32_t domain, size_t pages, const uint32_t *refs, uint64_t *index);
int unmap_refs(int gntdev, uint64_t index, size_t pages);

/* ALLOC_GREF and mmap: pages of our own that the domain may map. NULL on failure. */
volatile uint32_t *grant_pages(int gntalloc, uint32_t domain, size_t pages, uint32_t *refs);

#endif
