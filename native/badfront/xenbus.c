#include "xenbus.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* enum xsd_sockmsg_type and struct xsd_sockmsg of xs_wire.h */
enum { XS_READ = 2, XS_WATCH = 4, XS_WRITE = 11, XS_WATCH_EVENT = 15, XS_ERROR = 16 };
enum { PAYLOAD_MAX = 4096 };

struct header {
    uint32_t type, req_id, tx_id, len;
};

int xenbus_open(void)
{
    return open("/dev/xen/xenbus", O_RDWR | O_CLOEXEC);
}

static int read_all(int fd, void *data, size_t length)
{
    while (length) {
        ssize_t n = read(fd, data, length);
        if (n <= 0) {
            if (n < 0 && errno == EINTR) {
                continue;
            }
            errno = n ? errno : ECONNRESET;
            return -1;
        }
        data = (char *)data + n;
        length -= (size_t)n;
    }
    return 0;
}

/* payload: PAYLOAD_MAX + 1 bytes, gets a terminating NUL. */
static int read_message(int fd, struct header *header, char *payload)
{
    if (read_all(fd, header, sizeof *header)) {
        return -1;
    }
    if (header->len > PAYLOAD_MAX) {
        errno = EPROTO;
        return -1;
    }
    payload[header->len] = 0;
    return read_all(fd, payload, header->len);
}

/* xenstored names its errors by text; those that a guest meets. */
static int error_of(const char *name)
{
    return !strcmp(name, "EACCES") ? EACCES : !strcmp(name, "ENOENT") ? ENOENT : EIO;
}

static int request(int fd, uint32_t type, const char *payload, size_t length, char *reply)
{
    struct {
        struct header header;
        char payload[PAYLOAD_MAX];
    } message = {.header = {.type = type, .len = (uint32_t)length}};
    struct header header;
    size_t total = sizeof message.header + length;

    memcpy(message.payload, payload, length);
    if (write(fd, &message, total) != (ssize_t)total) {
        return -1;
    }
    do { /* an event that comes before the answer tells of a change before it: whoever asked sees it */
        if (read_message(fd, &header, reply)) {
            return -1;
        }
    } while (header.type == XS_WATCH_EVENT);
    if (header.type == XS_ERROR) {
        errno = error_of(reply);
        return -1;
    }
    return 0;
}

/* first, NUL, second: without a NUL at the end for a write, with one for a watch. */
static int request_pair(int fd, uint32_t type, const char *first, const char *second, size_t nul)
{
    char reply[PAYLOAD_MAX + 1], payload[PAYLOAD_MAX];
    size_t a = strlen(first) + 1, b = strlen(second) + nul;

    if (a + b > sizeof payload) {
        errno = E2BIG;
        return -1;
    }
    memcpy(payload, first, a);
    memcpy(payload + a, second, b);
    return request(fd, type, payload, a + b, reply);
}

int xenbus_read(int fd, const char *path, char *value, size_t size)
{
    char reply[PAYLOAD_MAX + 1];

    if (request(fd, XS_READ, path, strlen(path) + 1, reply)) {
        return -1;
    }
    if (strlen(reply) >= size) {
        errno = E2BIG;
        return -1;
    }
    strcpy(value, reply);
    return 0;
}

int xenbus_write(int fd, const char *path, const char *value)
{
    return request_pair(fd, XS_WRITE, path, value, 0);
}

int xenbus_watch(int fd, const char *path)
{
    return request_pair(fd, XS_WATCH, path, "badfront", 1);
}

int xenbus_skip_event(int fd)
{
    char payload[PAYLOAD_MAX + 1];
    struct header header;

    return read_message(fd, &header, payload);
}
