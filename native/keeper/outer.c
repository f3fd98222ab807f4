#include "outer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "notify.h"
#include "say.h"

enum {
    FIRST = 3, /* SD_LISTEN_FDS_START of sd_listen_fds(3) */
    PATIENCE_MS = 2000,
};

int outer_connect(struct outer *outer)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    /* While it does not read, nothing here is served either: guests are told apart from a dead COMMAND by that alone. */
    const struct timeval patience = {.tv_sec = 1};

    outer->socket = -1;
    if (!path || !*path) {
        return 0;
    }
    size_t length = strlen(path);
    if ((path[0] != '/' && path[0] != '@') || length >= sizeof address.sun_path) {
        return -EINVAL;
    }
    memcpy(address.sun_path, path, length);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
    }
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -errno;
    }
    if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) ||
        connect(fd, (struct sockaddr *)&address, offsetof(struct sockaddr_un, sun_path) + length)) {
        int error = -errno;
        close(fd);
        return error;
    }
    outer->socket = fd;
    return 0;
}

static int number(const char *variable)
{
    const char *text = getenv(variable);
    char *end;

    if (!text || !*text) {
        return -1;
    }
    errno = 0;
    long value = strtol(text, &end, 10);
    return errno || *end || value < 0 || value > 1 << 22 ? -1 : (int)value;
}

int outer_take(struct store *store)
{
    int count = number("LISTEN_PID") == getpid() ? number("LISTEN_FDS") : 0;
    const char *names = getenv("LISTEN_FDNAMES");
    char *copy = strdup(names ? names : ""), *rest = copy;

    if (!copy) {
        return -ENOMEM;
    }
    for (int i = 0; i < count; i++) {
        const char *name = strsep(&rest, ":");
        int fd = FIRST + i;
        int result = fcntl(fd, F_SETFD, FD_CLOEXEC) ? -errno : store_put(store, name && *name ? name : "unknown", fd);
        if (result) {
            say("fd %d, '%s', cannot be taken over: %s", fd, name ? name : "", strerror(-result));
        }
    }
    free(copy);
    return (int)store->count;
}

static void tell(const struct outer *outer, const char *text, int fd)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof fd)];
    } control = {0};
    struct iovec bytes = {.iov_base = (void *)text, .iov_len = strlen(text)};
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    ssize_t n;

    if (outer->socket < 0) {
        return;
    }
    if (fd >= 0) {
        header.msg_control = &control;
        header.msg_controllen = sizeof control;
        struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(rights), &fd, sizeof fd);
    }
    do {
        n = sendmsg(outer->socket, &header, MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
    if (n < 0) {
        say("$NOTIFY_SOCKET does not take '%.*s': %s", (int)strcspn(text, "\n"), text, strerror(errno));
    }
}

void outer_store(const struct outer *outer, const char *name, int fd)
{
    char text[STORE_NAME + 64];

    /* Not polled: an event channel or a hung-up pipe is not thrown away because poll says something of it. */
    snprintf(text, sizeof text, "FDSTORE=1\nFDNAME=%s\nFDPOLL=0", name);
    tell(outer, text, fd);
}

void outer_remove(const struct outer *outer, const char *name)
{
    char text[STORE_NAME + 64];

    snprintf(text, sizeof text, "FDSTOREREMOVE=1\nFDNAME=%s", name);
    tell(outer, text, -1);
}

void outer_barrier(const struct outer *outer, int fd)
{
    tell(outer, "BARRIER=1", fd);
}

void outer_say(const struct outer *outer, const char *field, const char *value)
{
    char text[NOTIFY_BYTES];

    snprintf(text, sizeof text, "%s=%s", field, value);
    tell(outer, text, -1);
}

/* Whether all that was told is done. */
static bool is_done(const struct outer *outer)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC)) {
        return false;
    }
    outer_barrier(outer, ends[1]);
    close(ends[1]);
    /* Its write end hangs up when the last who has it closes it. */
    struct pollfd wait = {.fd = ends[0], .events = 0};
    bool done = poll(&wait, 1, PATIENCE_MS) == 1;
    close(ends[0]);
    return done;
}

void outer_claim(const struct outer *outer, const struct store *store)
{
    static const char CARE[] = "R/care/";
    bool any = false;

    for (size_t i = 0; i < store->count && outer->socket >= 0; i++) {
        if (strncmp(store->entries[i].name, CARE, sizeof CARE - 1) == 0) {
            outer_say(outer, "X_TRANSOM_ATTACH", store->entries[i].name + 2);
            any = true;
        }
    }
    if (any && !is_done(outer)) {
        say("$NOTIFY_SOCKET did not say within %d ms that it has let go of connectors", PATIENCE_MS);
    }
}
