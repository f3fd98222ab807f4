#include "pages.h"
#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Documentation/admin-guide/mm/pagemap.rst */
enum { PAGEMAP_PRESENT_BIT = 63, KPF_PGTABLE_BIT = 26 };
#define PAGEMAP_PFN ((UINT64_C(1) << 55) - 1)

static bool read_pfns(struct pages *pages)
{
    uint64_t entry;
    int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    bool right = fd >= 0;

    for (size_t i = 0; right && i < pages->count; i++) {
        off_t at = (off_t)(((uintptr_t)pages->words / PAGE + i) * sizeof(entry));
        right = pread(fd, &entry, sizeof(entry), at) == sizeof(entry) && entry >> PAGEMAP_PRESENT_BIT;
        pages->gfns[i] = entry & PAGEMAP_PFN;
    }
    if (fd >= 0) {
        close(fd);
    }
    return right;
}

bool pages_get(struct pages *pages, xc_interface *xc, size_t count)
{
    /* Shared memory: nothing merges, migrates on write or copies it. */
    void *mapped =
        mmap(NULL, count * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE | MAP_LOCKED, -1, 0);

    if (mapped == MAP_FAILED) {
        return false;
    }
    *pages = (struct pages){count, mapped, calloc(count, sizeof(xen_ulong_t))};
    for (size_t i = 0; i < count; i++) {
        *page_word(pages, i, 0) = 0;
    }
    return pages->gfns && read_pfns(pages) && machine_frames(xc, pages->gfns, count);
}

void pages_free(struct pages *pages)
{
    munmap((void *)pages->words, pages->count * PAGE);
    free(pages->gfns);
}

xen_ulong_t page_table_gfn(xc_interface *xc)
{
    int fd = open("/proc/kpageflags", O_RDONLY | O_CLOEXEC);
    uint64_t flags;
    xen_ulong_t found = 0;

    if (fd < 0) {
        return 0;
    }
    for (xen_ulong_t pfn = 1; !found && pread(fd, &flags, sizeof(flags), (off_t)(pfn * sizeof(flags))) == sizeof(flags); pfn++) {
        if (flags >> KPF_PGTABLE_BIT & 1) {
            found = pfn;
        }
    }
    close(fd);
    return found && machine_frames(xc, &found, 1) ? found : 0;
}
