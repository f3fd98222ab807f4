#include "qmp.h"

#include "json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ID_MAX = 64, ANSWER_MAX = 512 };

/* libxl compares this version: from 5.2 on (libxl_qmp.c, libxl_disk.c) it leaves out what older QEMUs needed. */
static const char greeting[] = "{\"QMP\": {\"version\": {\"qemu\": {\"major\": 9, \"minor\": 2, \"micro\": 0}, "
                               "\"package\": \"transom-device-model\"}, \"capabilities\": []}}\r\n";

struct command {
    const char *name;
    const char *answer; /* value of "return" */
};

/* No devices, so the lists are empty; no VNC server, so xl finds no port to note down. */
static const struct command commands[] = {
    {"qmp_capabilities", "{}"},
    {"query-version", "{\"qemu\": {\"major\": 9, \"minor\": 2, \"micro\": 0}, \"package\": \"transom-device-model\"}"},
    {"query-command-line-options", "[]"},
    {"query-chardev", "[]"},
    {"query-vnc", "{\"enabled\": false}"},
    {"query-cpus-fast", "[]"},
    {"query-block", "[]"},
    {"query-blockstats", "[]"},
    {"query-pci", "[]"},
    {"stop", "{}"},
    {"cont", "{}"},
    {"quit", "{}"},
};

/* Answers are short and their readers are toolstacks: a reader that lets its socket fill up is cut off. */
static int send_all(int fd, const char *text, size_t length)
{
    ssize_t n = send(fd, text, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    return n == (ssize_t)length ? 0 : -1;
}

int qmp_greet(struct qmp *qmp, int fd)
{
    qmp->fd = fd;
    qmp->used = 0;
    return send_all(fd, greeting, sizeof greeting - 1);
}

static int answer(struct qmp *qmp, struct json_text id, const char *kind, const char *value)
{
    char text[ANSWER_MAX];
    int length;

    if (id.length) {
        length = snprintf(text, sizeof text, "{\"%s\": %s, \"id\": %.*s}\r\n", kind, value, (int)id.length, id.start);
    } else {
        length = snprintf(text, sizeof text, "{\"%s\": %s}\r\n", kind, value);
    }
    return length < (int)sizeof text ? send_all(qmp->fd, text, (size_t)length) : -1;
}

static bool is(struct json_text value, const char *name)
{
    size_t length = strlen(name);
    return value.length == length + 2 && value.start[0] == '"' && !memcmp(value.start + 1, name, length);
}

static int execute(struct qmp *qmp, struct qmp_machine *machine, const char *request, size_t length)
{
    struct json_text id = json_member(request, length, "id");
    struct json_text name = json_member(request, length, "execute");

    if (id.length > ID_MAX || !name.length) {
        return answer(qmp, (struct json_text){NULL, 0}, "error",
                      "{\"class\": \"GenericError\", \"desc\": \"a request needs 'execute' and a short 'id'\"}");
    }
    if (is(name, "query-status")) {
        return answer(qmp, id, "return",
                      machine->running ? "{\"status\": \"running\", \"running\": true}"
                                       : "{\"status\": \"prelaunch\", \"running\": false}");
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (is(name, commands[i].name)) {
            machine->quit |= is(name, "quit");
            machine->running |= is(name, "cont");
            return answer(qmp, id, "return", commands[i].answer);
        }
    }
    fprintf(stderr, "transom-device-model: refused QMP command %.*s\n", (int)(name.length > 64 ? 64 : name.length),
            name.start);
    return answer(qmp, id, "error",
                  "{\"class\": \"CommandNotFound\", \"desc\": \"transom-device-model emulates no devices\"}");
}

int qmp_serve(struct qmp *qmp, struct qmp_machine *machine)
{
    long end;
    ssize_t n = read(qmp->fd, qmp->buffer + qmp->used, sizeof qmp->buffer - qmp->used);

    if (n <= 0) {
        return n < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
    }
    qmp->used += (size_t)n;
    while ((end = json_object_end(qmp->buffer, qmp->used)) > 0) {
        if (execute(qmp, machine, qmp->buffer, (size_t)end)) {
            return -1;
        }
        qmp->used -= (size_t)end;
        memmove(qmp->buffer, qmp->buffer + end, qmp->used);
    }
    /* no object, or one that does not fit */
    return end < 0 || qmp->used == sizeof qmp->buffer ? -1 : 0;
}
