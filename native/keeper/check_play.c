#include "check_play.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char *keeper, *self;
char folder[] = "/tmp/keeper-check-XXXXXX", control_path[64], socket_path[64], pid_path[64];
int passed;
static int listener;

void fail(const char *what, const char *got)
{
    printf("FAILED %s: %s\n", what, got);
    exit(1);
}

void expect(bool held, const char *what, const char *got)
{
    if (!held) {
        fail(what, got);
    }
    printf("ok %s\n", what);
    passed++;
}

long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void await(int fd, const char *what)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

    if (poll(&poll_fd, 1, PATIENCE_MS) != 1) {
        fail(what, "nothing for 20 s");
    }
}

pid_t start(bool outer, bool abstract)
{
    pid_t pid = fork();

    if (pid == 0) {
        const char *arguments[16];
        int n = 0;
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a check that fails leaves nothing behind */
        if (outer) {
            arguments[n++] = keeper;
            arguments[n++] = "--";
        }
        arguments[n++] = keeper;
        if (!abstract) {
            arguments[n++] = "--socket";
            arguments[n++] = socket_path;
        }
        arguments[n++] = "--pid-file";
        arguments[n++] = pid_path;
        arguments[n++] = "--";
        arguments[n++] = self;
        arguments[n++] = "--agent";
        arguments[n++] = control_path;
        arguments[n] = NULL;
        execv(keeper, (char *const *)arguments);
        _exit(97);
    }
    return pid;
}

int next_agent(void)
{
    await(listener, "an agent is started");
    return accept4(listener, NULL, NULL, SOCK_CLOEXEC);
}

const char *ask(int agent, const char *format, ...)
{
    static char answer[ANSWER];
    char order[8192];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(order, sizeof order, format, arguments);
    va_end(arguments);
    if (send(agent, order, length, MSG_NOSIGNAL) != length) {
        fail(order, strerror(errno));
    }
    await(agent, order);
    ssize_t n = recv(agent, answer, sizeof answer - 1, 0);
    if (n <= 0) {
        fail(order, "the agent is gone");
    }
    answer[n] = '\0';
    return answer;
}

int again(int agent, const char *order)
{
    if (send(agent, order, strlen(order), MSG_NOSIGNAL) < 0) {
        fail(order, strerror(errno));
    }
    close(agent);
    return next_agent();
}

void expect_end(pid_t pid, int expected, const char *what)
{
    int status;
    char got[32];
    long long deadline = now_ms() + PATIENCE_MS;

    while (waitpid(pid, &status, WNOHANG) == 0) {
        if (now_ms() > deadline) {
            kill(pid, SIGKILL);
            fail(what, "it runs on");
        }
        poll(NULL, 0, 5);
    }
    snprintf(got, sizeof got, "wait status %#x", status);
    expect(WIFEXITED(status) && WEXITSTATUS(status) == expected, what, got);
}

void expect_list(int agent, const char *expected, const char *what)
{
    const char *got = ask(agent, "list");

    expect(strcmp(got, expected) == 0, what, got);
}

void end(pid_t pid, int agent)
{
    int status;

    kill(pid, SIGTERM);
    close(agent);
    waitpid(pid, &status, 0);
}

void set_up(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int room = 2 * ANSWER;

    if (!mkdtemp(folder)) {
        fail("mkdtemp", strerror(errno));
    }
    snprintf(control_path, sizeof control_path, "%s/control", folder);
    snprintf(socket_path, sizeof socket_path, "%s/keeper", folder);
    snprintf(pid_path, sizeof pid_path, "%s/pid", folder);
    strcpy(address.sun_path, control_path);
    listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 8)) {
        fail("control socket", strerror(errno));
    }
}
