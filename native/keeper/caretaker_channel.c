#include "caretaker_channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "caretaker_lines.h"

/* linux/include/uapi/xen/evtchn.h: IOCTL_EVTCHN_NOTIFY; the argument is our port. */
#define NOTIFY _IOC(_IOC_NONE, 'E', 4, 4)
_Static_assert(NOTIFY == 0x00044504, "as native/layout has it");

static int duplicate(int fd)
{
    return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

/* What cannot be written is not wanted any more: the guest has closed its end. */
static void write_or_not(int fd, const void *bytes, size_t length)
{
    if (write(fd, bytes, length) < 0) {
        return;
    }
}

bool caretaker_channel_open(const struct store *store, const char *name, struct caretaker_channel *channel)
{
    struct caretaker_lines lines;
    uint64_t port;

    *channel = caretaker_channel_none();
    errno = ENOENT;
    if (!caretaker_lines_read(store, name, &lines) || !caretaker_lines_number(&lines, "port", 0, UINT32_MAX, &port)) {
        return false;
    }
    channel->port = port;
    channel->fd = duplicate(caretaker_find(store, "F/", name, ""));
    if (channel->fd < 0) {
        return false;
    }
    if (caretaker_lines_is(&lines, "kind", "eventfd")) {
        channel->peer = duplicate(caretaker_find(store, "F/", name, "/peer"));
        return channel->peer >= 0;
    }
    if (!caretaker_lines_is(&lines, "kind", "evtchn")) {
        return false;
    }
    /* Whoever had it may have ended between reading the port, which masks it, and writing it back (drivers/xen/evtchn.c). */
    write_or_not(channel->fd, &channel->port, sizeof channel->port);
    return true;
}

void caretaker_channel_acknowledge(const struct caretaker_channel *channel)
{
    struct pollfd look = {.fd = channel->fd, .events = POLLIN};
    uint64_t count;

    /* Its file may be one that waits. */
    if (poll(&look, 1, 0) <= 0 || !(look.revents & POLLIN)) {
        return;
    }
    size_t size = channel->peer >= 0 ? sizeof count : sizeof channel->port;
    if (read(channel->fd, &count, size) == (ssize_t)size && channel->peer < 0) {
        write_or_not(channel->fd, &channel->port, sizeof channel->port);
    }
}

void caretaker_channel_send(const struct caretaker_channel *channel)
{
    const uint64_t one = 1;
    uint32_t port = channel->port;

    if (channel->peer >= 0) {
        write_or_not(channel->peer, &one, sizeof one);
    } else {
        ioctl(channel->fd, NOTIFY, &port);
    }
}

void caretaker_channel_close(struct caretaker_channel *channel)
{
    if (channel->fd >= 0) {
        close(channel->fd);
    }
    if (channel->peer >= 0) {
        close(channel->peer);
    }
    *channel = caretaker_channel_none();
}
