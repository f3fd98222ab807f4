#include "notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static int bind_path(int fd, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (strlen(path) >= sizeof address.sun_path) {
        return -ENAMETOOLONG;
    }
    strcpy(address.sun_path, path);
    /* The file gets the socket's mode, less the umask (unix_bind): it never has a wider one. */
    if (fchmod(fd, 0600)) {
        return -errno;
    }
    /* Whoever listened there has gone: the pid file says so (main.c). */
    unlink(path);
    return bind(fd, (struct sockaddr *)&address, sizeof address) ? -errno : 0;
}

/* Linux chooses an abstract address for a socket that is bound to none (unix(7), autobind). */
static int bind_abstract(int fd, char text[static 128])
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    socklen_t length = sizeof address;

    if (bind(fd, (struct sockaddr *)&address, sizeof address.sun_family) ||
        getsockname(fd, (struct sockaddr *)&address, &length)) {
        return -errno;
    }
    int name = length - offsetof(struct sockaddr_un, sun_path) - 1;
    snprintf(text, 128, "@%.*s", name, address.sun_path + 1);
    return 0;
}

int notify_open(const char *path, char address[static 128])
{
    const int yes = 1;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0) {
        return -errno;
    }
    int result = setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes) ? -errno : 0;
    if (result == 0) {
        result = path ? bind_path(fd, path) : bind_abstract(fd, address);
    }
    if (result) {
        close(fd);
        return result;
    }
    if (path) {
        snprintf(address, 128, "%s", path);
    }
    return fd;
}

/* Takes fds and sender out of the control message; whether there was a sender. */
static bool take_control(struct msghdr *header, struct notify_message *message)
{
    bool sender = false;

    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control; control = CMSG_NXTHDR(header, control)) {
        if (control->cmsg_level != SOL_SOCKET) {
            continue;
        }
        if (control->cmsg_type == SCM_RIGHTS) {
            int count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            memcpy(message->fds + message->fd_count, CMSG_DATA(control), count * sizeof(int));
            message->fd_count += count;
        } else if (control->cmsg_type == SCM_CREDENTIALS) {
            struct ucred credentials;
            memcpy(&credentials, CMSG_DATA(control), sizeof credentials);
            message->pid = credentials.pid;
            message->uid = credentials.uid;
            sender = true;
        }
    }
    return sender;
}

static const char *value_of(const char *line, const char *field)
{
    size_t length = strlen(field);

    return strncmp(line, field, length) == 0 ? line + length : NULL;
}

static void take_line(struct notify_message *message, const char *line)
{
    const char *value;

    if (strcmp(line, "FDSTORE=1") == 0) {
        message->store = true;
    } else if (strcmp(line, "FDSTOREREMOVE=1") == 0) {
        message->remove = true;
    } else if (strcmp(line, "BARRIER=1") == 0) {
        message->barrier = true;
    } else if (strcmp(line, "READY=1") == 0) {
        message->ready = true;
    } else if ((value = value_of(line, "FDNAME="))) {
        message->name = value;
    } else if ((value = value_of(line, "STATUS="))) {
        message->status = value;
    } else if ((value = value_of(line, "X_TRANSOM_ATTACH="))) {
        message->attach = value;
    } else if ((value = value_of(line, "X_TRANSOM_LEAVE="))) {
        message->leave = value;
    }
    /* Anything else is for others, as systemd has it: FDPOLL= too, because nothing here is ever polled. */
}

int notify_receive(int socket, struct notify_message *message)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int) * NOTIFY_FDS) + CMSG_SPACE(sizeof(struct ucred))];
    } control;
    struct iovec bytes = {.iov_base = message->text, .iov_len = NOTIFY_BYTES};
    struct msghdr header = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t n;

    memset(message, 0, offsetof(struct notify_message, text));
    do {
        n = recvmsg(socket, &header, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    } while (n < 0 && errno == EINTR);
    if (n < 0) {
        return errno == EAGAIN ? 0 : -errno;
    }
    bool sender = take_control(&header, message);
    message->text[n] = '\0';
    int result = header.msg_flags & (MSG_TRUNC | MSG_CTRUNC) ? -EMSGSIZE
        : !sender || strlen(message->text) != (size_t)n      ? -EPROTO
                                                             : 1;
    if (result < 0) {
        notify_close(message);
        return result;
    }
    char *rest = message->text;
    for (char *line; (line = strsep(&rest, "\n"));) {
        take_line(message, line);
    }
    return 1;
}

void notify_close(struct notify_message *message)
{
    for (int i = 0; i < message->fd_count; i++) {
        close(message->fds[i]);
    }
    message->fd_count = 0;
}
