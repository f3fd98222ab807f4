#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "say.h"

enum { FIRST = 3, NOT_FOUND = 127, NOT_STARTED = 126 }; /* the statuses are those of shells */

static int set_number(const char *name, long value)
{
    char text[24];

    snprintf(text, sizeof text, "%ld", value);
    return setenv(name, text, 1);
}

static int set_environment(const struct command *command, const struct store *store, pid_t keeper)
{
    char *names = malloc(store->names + 1), *end = names;

    if (!names) {
        return -1;
    }
    for (size_t i = 0; i < store->count; i++) {
        end = stpcpy(end, store->entries[i].name);
        *end++ = ':';
    }
    *(end > names ? end - 1 : end) = '\0';
    int result = set_number("LISTEN_FDS", store->count) || set_number("LISTEN_PID", getpid()) ||
        setenv("LISTEN_FDNAMES", names, 1) || setenv("NOTIFY_SOCKET", command->socket, 1) ||
        set_number("TRANSOM_KEEPER", keeper) || setenv("TRANSOM_KEEPER_OUTER", command->outer, 1);
    free(names);
    return result;
}

/* Puts the store's fds at FIRST and after. They may lie there already, in another order: first all go out of the way. */
static int pass_fds(const struct store *store)
{
    int count = store->count, moved[STORE_ENTRIES];

    for (int i = 0; i < count; i++) {
        moved[i] = fcntl(store->entries[i].fd, F_DUPFD_CLOEXEC, FIRST + count);
        if (moved[i] < 0) {
            return -1;
        }
    }
    for (int i = 0; i < count; i++) {
        if (dup2(moved[i], FIRST + i) < 0) {
            return -1;
        }
    }
    return 0;
}

static void become(const struct command *command, const struct store *store, pid_t keeper)
{
    sigset_t none;

    /* Without the keeper nobody would answer for it; and the next keeper starts one of its own. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != keeper) {
        _exit(NOT_STARTED);
    }
    sigemptyset(&none);
    signal(SIGPIPE, SIG_DFL);
    if (sigprocmask(SIG_SETMASK, &none, NULL) || set_environment(command, store, keeper) || pass_fds(store)) {
        say("%s is not started: %s", command->arguments[0], strerror(errno));
        _exit(NOT_STARTED);
    }
    execvp(command->arguments[0], command->arguments);
    say("%s: %s", command->arguments[0], strerror(errno));
    _exit(errno == ENOENT ? NOT_FOUND : NOT_STARTED);
}

pid_t command_start(const struct command *command, const struct store *store)
{
    pid_t keeper = getpid(), pid = fork();

    if (pid == 0) {
        become(command, store, keeper);
    }
    return pid < 0 ? -errno : pid;
}
