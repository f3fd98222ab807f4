#include "caretaker_page.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caretaker_lines.h"

enum { PAGE = 4096 };

/* linux/include/uapi/xen/gntdev.h: IOCTL_GNTDEV_MAP_GRANT_REF and its argument for one grant. */
#define MAP_GRANT_REF _IOC(_IOC_NONE, 'G', 0, 24)
struct map_grant_ref {
    uint32_t count, pad;
    uint64_t index; /* out: the offset to mmap */
    uint32_t domid, ref;
};
_Static_assert(sizeof(struct map_grant_ref) == 24 && MAP_GRANT_REF == 0x00184700, "as native/layout has it");

static void *map(int fd, off_t offset)
{
    void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);

    return page == MAP_FAILED ? NULL : page;
}

/* The mapping has the file open for as long as it is there. */
static void *map_grant(uint32_t domid, uint32_t ref)
{
    struct map_grant_ref argument = {.count = 1, .domid = domid, .ref = ref};
    int fd = open("/dev/xen/gntdev", O_RDWR | O_CLOEXEC);

    if (fd < 0) {
        return NULL;
    }
    void *page = ioctl(fd, MAP_GRANT_REF, &argument) ? NULL : map(fd, argument.index);
    int error = errno;
    close(fd);
    errno = error;
    return page;
}

static void *map_file(int fd, uint64_t offset)
{
    struct stat file;

    if (fd < 0 || fstat(fd, &file)) {
        return NULL;
    }
    if (offset % PAGE || file.st_size < PAGE || offset > (uint64_t)file.st_size - PAGE) {
        errno = EINVAL;
        return NULL;
    }
    return map(fd, offset);
}

void *caretaker_page_map(const struct store *store, const char *name)
{
    struct caretaker_lines lines;
    uint64_t domain, ref, offset;

    errno = ENOENT;
    if (!caretaker_lines_read(store, name, &lines)) {
        errno = ENOENT;
        return NULL;
    }
    if (caretaker_lines_is(&lines, "kind", "grant") && caretaker_lines_number(&lines, "domain", 0, 0x7fef, &domain) &&
        caretaker_lines_number(&lines, "ref", 0, UINT32_MAX, &ref)) {
        return map_grant(domain, ref);
    }
    if (caretaker_lines_is(&lines, "kind", "file") && caretaker_lines_number(&lines, "offset", 0, INT64_MAX, &offset)) {
        return map_file(caretaker_find(store, "F/", name, ""), offset);
    }
    errno = ENOENT;
    return NULL;
}

void caretaker_page_unmap(void *page)
{
    if (page) {
        munmap(page, PAGE);
    }
}
