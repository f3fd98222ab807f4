#include "record.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

_Static_assert(offsetof(struct record_head, since_ms) == 8, "the layout that bundles/keep writes");
_Static_assert(offsetof(struct record_head, length) == 16, "the layout that bundles/keep writes");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "records are little-endian");

static int read_all(int fd, void *bytes, size_t length, off_t offset)
{
    ssize_t n;

    do {
        n = pread(fd, bytes, length, offset);
    } while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : (size_t)n == length ? 0 : -EPROTO;
}

static int write_all(int fd, const void *bytes, size_t length, off_t offset)
{
    ssize_t n;

    do {
        n = pwrite(fd, bytes, length, offset);
    } while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : (size_t)n == length ? 0 : -EIO;
}

/* Other processes of this user write it: it is checked like anybody's. */
static int read_head(int fd, struct record_head *head)
{
    int result = read_all(fd, head, sizeof *head, 0);

    if (result == 0 && (head->magic != RECORD_MAGIC || head->active > 1 || head->length[head->active] > RECORD_BYTES)) {
        result = -EPROTO;
    }
    return result;
}

static off_t slot(uint32_t which)
{
    return RECORD_SLOTS + (off_t)RECORD_BYTES * which;
}

ssize_t record_read(int fd, void *bytes, size_t room)
{
    struct record_head head;
    int result = read_head(fd, &head);

    if (result) {
        return result;
    }
    uint32_t length = head.length[head.active];
    if (length > room) {
        return -E2BIG;
    }
    result = length ? read_all(fd, bytes, length, slot(head.active)) : 0;
    return result ? result : (ssize_t)length;
}

int record_write(int fd, const void *bytes, size_t length)
{
    struct record_head head;
    int result = length > RECORD_BYTES ? -E2BIG : read_head(fd, &head);

    if (result) {
        return result;
    }
    uint32_t next = !head.active;
    uint32_t size = length;
    result = write_all(fd, bytes, length, slot(next));
    if (result == 0) {
        result = write_all(fd, &size, sizeof size, offsetof(struct record_head, length) + next * sizeof size);
    }
    return result ? result : write_all(fd, &next, sizeof next, offsetof(struct record_head, active));
}

int record_create(const char *name, const void *bytes, size_t length)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct record_head head = {
        .magic = RECORD_MAGIC,
        .since_ms = (uint64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000,
    };
    int fd = memfd_create(name, MFD_CLOEXEC);

    if (fd < 0) {
        return -errno;
    }
    int result = ftruncate(fd, slot(2)) ? -errno : write_all(fd, &head, sizeof head, 0);
    if (result == 0) {
        result = record_write(fd, bytes, length);
    }
    if (result) {
        close(fd);
        return result;
    }
    return fd;
}
