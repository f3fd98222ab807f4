/* Pages of ours that another domain may map. */
#ifndef PAGES_H
#define PAGES_H

#include <stddef.h>
#include <stdint.h>

enum { PAGES_MAX = 8 };

struct pages {
    uint64_t index; /* /dev/xen/gntalloc's name for them */
    size_t count;
    uint32_t refs[PAGES_MAX];
    void *memory; /* zeroed */
};

/* An fd, or -1 and errno. */
int pages_open(void);

/* Grants pages for reading and writing; -1 and errno if that fails. */
int pages_grant(int fd, uint32_t domain, size_t count, struct pages *pages);

/* Takes the grants and our own mapping back; the pages live on as long as the other domain has them mapped. */
int pages_end(int fd, struct pages *pages);

#endif
