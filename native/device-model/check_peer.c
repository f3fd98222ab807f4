#include "check_peer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT_MS = 5000 };

const char *program;
char store_path[64];
int passed;

void fail(const char *what, const char *got)
{
    fprintf(stderr, "FAILED %s: %s\n", what, got);
    exit(1);
}

void ok(const char *what)
{
    printf("ok %s\n", what);
    passed++;
}

static struct sockaddr_un address_of(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    return address;
}

int listener_at(const char *path)
{
    struct sockaddr_un address = address_of(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 4)) {
        fail(path, strerror(errno));
    }
    return fd;
}

void await(int fd, const char *what)
{
    struct pollfd polled = {.fd = fd, .events = POLLIN};
    if (poll(&polled, 1, LIMIT_MS) != 1) {
        fail(what, "nothing came in time");
    }
}

static void read_fully(int fd, void *data, size_t length, const char *what)
{
    while (length) {
        await(fd, what);
        ssize_t n = read(fd, data, length);
        if (n <= 0) {
            fail(what, n ? strerror(errno) : "connection closed");
        }
        data = (char *)data + n;
        length -= (size_t)n;
    }
}

struct message store_read(int store)
{
    struct message message;
    read_fully(store, &message, 16, "a request to xenstored");
    if (message.length > 4096) {
        fail("a request to xenstored", "longer than the protocol allows");
    }
    read_fully(store, message.payload, message.length, "a request's payload");
    message.payload[message.length] = 0;
    return message;
}

void store_send(int store, uint32_t type, const char *payload, size_t length)
{
    struct message message = {.type = type, .length = (uint32_t)length};
    memcpy(message.payload, payload, length);
    if (write(store, &message, 16 + length) != (ssize_t)(16 + length)) {
        fail("answering as xenstored", strerror(errno));
    }
}

void expect_payload(struct message message, uint32_t type, const char *expected, size_t length, const char *what)
{
    if (message.type != type || message.length != length || memcmp(message.payload, expected, length)) {
        fail(what, message.payload);
    }
    ok(what);
}

/* Starts the stand-in; an inherited socket keeps its number. */
pid_t start(char *const *arguments, int inherited)
{
    pid_t pid = fork();
    if (pid == 0) {
        if (inherited >= 0) {
            fcntl(inherited, F_SETFD, 0);
        }
        setenv("XENSTORED_PATH", store_path, 1);
        execv(program, arguments);
        _exit(127);
    }
    return pid;
}

void expect_exit(pid_t pid, int expected, const char *what)
{
    int status = -1;
    for (int ms = 0; ms < LIMIT_MS; ms += 10) {
        if (waitpid(pid, &status, WNOHANG) == pid) {
            if (!WIFEXITED(status) || WEXITSTATUS(status) != expected) {
                char text[40];
                snprintf(text, sizeof text, "wait status 0x%x", status);
                fail(what, text);
            }
            ok(what);
            return;
        }
        poll(NULL, 0, 10);
    }
    kill(pid, SIGKILL);
    fail(what, "still running");
}

int connect_to(const char *path)
{
    struct sockaddr_un address = address_of(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    for (int ms = 0; connect(fd, (struct sockaddr *)&address, sizeof address); ms += 10) {
        if (ms > LIMIT_MS) {
            fail(path, strerror(errno));
        }
        poll(NULL, 0, 10);
    }
    return fd;
}

/* One line from the stand-in, without its line end. */
const char *line(int fd)
{
    static char text[1024];
    size_t used = 0;
    do {
        if (used == sizeof text - 1) {
            fail("a line of QMP", "too long");
        }
        read_fully(fd, text + used, 1, "a line of QMP");
    } while (text[used++] != '\n');
    text[used - 1 - (used > 1 && text[used - 2] == '\r')] = 0;
    return text;
}

void ask(int fd, const char *request, const char *expected, const char *what)
{
    if (write(fd, request, strlen(request)) != (ssize_t)strlen(request)) {
        fail(what, strerror(errno));
    }
    const char *answer = line(fd);
    if (!strstr(answer, expected)) {
        fail(what, answer);
    }
    ok(what);
}

void expect_closed(int fd, const char *what)
{
    char byte;
    await(fd, what);
    if (read(fd, &byte, 1) > 0) {
        fail(what, "still open");
    }
    close(fd);
    ok(what);
}

void greet(int fd)
{
    if (!strstr(line(fd), "\"QMP\"")) {
        fail("greeting", "no QMP in it");
    }
}
