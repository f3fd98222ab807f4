#include "check_agent.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { LINE = 8192, ANSWER = 128 * 1024 };

static void die(const char *what)
{
    perror(what);
    _exit(99);
}

static int notify_socket(void)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
    }
    if (connect(fd, (struct sockaddr *)&address, offsetof(struct sockaddr_un, sun_path) + strlen(path))) {
        die("$NOTIFY_SOCKET");
    }
    return fd;
}

void agent_notify(char *text, const int *fds, int count)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(2 * sizeof(int))];
    } control = {0};
    for (char *bar; (bar = strchr(text, '|'));) {
        *bar = '\n';
    }
    struct iovec bytes = {.iov_base = text, .iov_len = strlen(text)};
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    int fd = notify_socket();

    if (count) {
        header.msg_control = &control;
        header.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
        *rights = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(count * sizeof(int))};
        memcpy(CMSG_DATA(rights), fds, count * sizeof(int));
    }
    if (sendmsg(fd, &header, MSG_NOSIGNAL) < 0) {
        die("sendmsg");
    }
    close(fd);
}

static int memory(const char *content)
{
    int fd = memfd_create("check", MFD_CLOEXEC);

    if (fd < 0 || write(fd, content, strlen(content)) < 0) {
        die("memfd");
    }
    return fd;
}

static void store(char *text, const char *content)
{
    int fd = memory(content);

    agent_notify(text, &fd, 1);
    close(fd);
}

static void fill(int count)
{
    char text[64];

    for (int i = 0; i < count; i++) {
        snprintf(text, sizeof text, "FDSTORE=1|FDNAME=n%d", i);
        store(text, "");
    }
}

static void barrier(void)
{
    int ends[2];
    char text[] = "BARRIER=1";

    if (pipe(ends)) {
        die("pipe");
    }
    agent_notify(text, &ends[1], 1);
    close(ends[1]);
    struct pollfd end = {.fd = ends[0]};
    if (poll(&end, 1, 10000) != 1) {
        die("the barrier");
    }
    close(ends[0]);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list(char *answer)
{
    int count = atoi(getenv("LISTEN_FDS")), length = 0;
    char *names = strdup(getenv("LISTEN_FDNAMES")), *rest = names, *items[count];

    if (atoi(getenv("LISTEN_PID")) != getpid()) {
        strcpy(answer, "LISTEN_PID is another's");
        return;
    }
    for (int i = 0; i < count; i++) {
        char content[64], item[512];
        ssize_t n = pread(3 + i, content, sizeof content - 1, 0);
        content[n < 0 ? 0 : n] = '\0';
        snprintf(item, sizeof item, "%s=%s%s", strsep(&rest, ":"), content, n < 0 ? strerror(errno) : "");
        items[i] = strdup(item);
    }
    qsort(items, count, sizeof *items, compare);
    for (int i = 0; i < count; i++) {
        length += snprintf(answer + length, ANSWER - length, "%s%s", i ? " " : "", items[i]);
    }
}

static int open_files(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = -3; /* . and .. and the folder itself */

    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count;
}

static void obey(char *order, char *answer)
{
    char *verb = strsep(&order, " ");

    strcpy(answer, "ok");
    if (strcmp(verb, "send") == 0) {
        agent_notify(order, NULL, 0);
    } else if (strcmp(verb, "fd") == 0) {
        char *content = strsep(&order, " ");
        store(order, content);
    } else if (strcmp(verb, "two") == 0) {
        int fds[] = {0, 1};
        agent_notify(order, fds, 2);
    } else if (strcmp(verb, "fill") == 0) {
        fill(atoi(order));
    } else if (strcmp(verb, "barrier") == 0) {
        barrier();
    } else if (strcmp(verb, "list") == 0) {
        *answer = '\0';
        list(answer);
    } else if (strcmp(verb, "open") == 0) {
        sprintf(answer, "%d", open_files());
    } else if (strcmp(verb, "get") == 0) {
        snprintf(answer, ANSWER, "%s", getenv(order) ? getenv(order) : "(unset)");
    } else if (strcmp(verb, "deaf") == 0) {
        signal(SIGTERM, SIG_IGN);
    } else if (strcmp(verb, "orphan") == 0) {
        kill(getppid(), SIGKILL);
        pause();
    } else if (strcmp(verb, "exit") == 0) {
        _exit(atoi(order));
    }
}

int agent(const char *socket_path)
{
    static char line[LINE], answer[ANSWER];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int control = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0), room = 2 * ANSWER;

    strncpy(address.sun_path, socket_path, sizeof address.sun_path - 1);
    setsockopt(control, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (connect(control, (struct sockaddr *)&address, sizeof address)) {
        die(socket_path);
    }
    for (ssize_t n; (n = recv(control, line, sizeof line - 1, 0)) > 0;) {
        line[n] = '\0';
        obey(line, answer);
        send(control, answer, strlen(answer) + 1, MSG_NOSIGNAL);
    }
    return 98; /* the check has gone */
}
