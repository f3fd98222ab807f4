#include "xenstore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* enum xsd_sockmsg_type and struct xsd_sockmsg of xs_wire.h */
enum { XS_READ = 2, XS_WATCH = 4, XS_WRITE = 11, XS_WATCH_EVENT = 15, XS_ERROR = 16, XS_IS_DOMAIN_INTRODUCED = 17 };
enum { PAYLOAD_MAX = 4096 };

struct header {
    uint32_t type, req_id, tx_id, len;
};

int xenstore_open_device(void)
{
    return open("/dev/xen/xenbus", O_RDWR | O_CLOEXEC);
}

int xenstore_open(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("XENSTORED_PATH");

    if (!path) {
        path = "/run/xenstored/socket";
    }
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address)) {
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
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

static int write_all(int fd, const void *data, size_t length)
{
    while (length) {
        ssize_t n = send(fd, data, length, MSG_NOSIGNAL);
        if (n < 0 && errno == ENOTSOCK) {
            n = write(fd, data, length);
        }
        if (n < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        data = (const char *)data + n;
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

/* xenstored names its errors by text; those that a caller may want to tell apart. */
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

    if (length > PAYLOAD_MAX) {
        errno = E2BIG;
        return -1;
    }
    memcpy(message.payload, payload, length);
    if (write_all(fd, &message, sizeof message.header + length)) {
        return -1;
    }
    do { /* a watch event that comes before the answer tells of a change before it: whoever asked sees it */
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
static int request_pair(int fd, uint32_t type, const char *first, const char *second, bool terminated)
{
    char reply[PAYLOAD_MAX + 1], payload[PAYLOAD_MAX];
    size_t a = strlen(first) + 1, b = strlen(second) + terminated;

    if (a + b > sizeof payload) {
        errno = E2BIG;
        return -1;
    }
    memcpy(payload, first, a);
    memcpy(payload + a, second, b);
    return request(fd, type, payload, a + b, reply);
}

int xenstore_read(int fd, const char *path, char *value, size_t size)
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

int xenstore_write(int fd, const char *path, const char *value)
{
    return request_pair(fd, XS_WRITE, path, value, false);
}

int xenstore_watch(int fd, const char *path, const char *token)
{
    return request_pair(fd, XS_WATCH, path, token, true);
}

int xenstore_is_introduced(int fd, int domid, bool *introduced)
{
    char reply[PAYLOAD_MAX + 1], text[12];
    int length = snprintf(text, sizeof text, "%d", domid);

    if (request(fd, XS_IS_DOMAIN_INTRODUCED, text, (size_t)length + 1, reply)) {
        return -1;
    }
    *introduced = reply[0] == 'T';
    return 0;
}

int xenstore_skip_event(int fd)
{
    char payload[PAYLOAD_MAX + 1];
    struct header header;
    return read_message(fd, &header, payload);
}
